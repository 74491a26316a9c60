//! The program: everything is in the library's `app`.

use std::process::ExitCode;

fn main() -> ExitCode {
    station_atlas::app::run::main()
}
