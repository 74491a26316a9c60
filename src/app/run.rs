//! From the command line to a window, or to one sentence that says why there is none.
//!
//! wgpu is tried first, on a real graphics card only; on software drivers OpenGL is several times
//! faster, so it comes second and takes those.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use clap::Parser;
use eframe::egui_wgpu::WgpuSetup;
use eframe::{NativeOptions, Renderer, wgpu};

use super::cli::{Options, RendererArg};
use super::jobs::Ahead;
use super::layout::{self, Prepared};
use super::trouble::{self, Trouble};
use super::{App, clock, icon};

/// The program's name for window managers.
const APP_ID: &str = "station-atlas";
/// The window's size at the first start, in points.
const FIRST_SIZE: (f32, f32) = (1440.0, 900.0);

/// The program. Exits with 2 when no window can be opened.
#[must_use]
pub fn main() -> ExitCode {
    let started = clock::now();
    let options = Options::parse();
    match start(&options, started) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("station-atlas: {trouble}");
            ExitCode::from(2)
        }
    }
}

fn start(options: &Options, started: Instant) -> Result<(), Trouble> {
    let env = |name| std::env::var_os(name);
    if cfg!(target_os = "linux") && !trouble::has_display(env) {
        return Err(Trouble::NoDisplay);
    }
    let log = Log::install();
    let is_open = hush_until_open();
    // Decoded while the driver starts, which takes longer.
    let map = Arc::new(Ahead::start(Prepared::for_window));
    let renderers: &[_] = match options.renderer {
        RendererArg::Auto => &[Renderer::Wgpu, Renderer::Glow],
        RendererArg::Wgpu => &[Renderer::Wgpu],
        RendererArg::Glow => &[Renderer::Glow],
    };
    let mut trouble = Trouble::NoDriver;
    for renderer in renderers {
        let Err(reason) = attempt(options, *renderer, started, (log, &is_open), &map) else {
            return Ok(());
        };
        log::error!("{renderer}: {reason}");
        trouble = Trouble::from_reason(&reason);
        if trouble.is_final() {
            break;
        }
    }
    Err(trouble)
}

/// Runs the window with one renderer until it is closed. An error means that none was opened.
fn attempt(
    options: &Options,
    renderer: Renderer,
    started: Instant,
    (log, is_open): (Log, &Arc<AtomicBool>),
    map: &Arc<Ahead<Prepared>>,
) -> Result<(), String> {
    let (is_open, opened) = (Arc::clone(is_open), Arc::clone(is_open));
    let (app_options, map) = (options.clone(), Arc::clone(map));
    let result = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            APP_ID,
            native_options(options, renderer),
            Box::new(move |cc| {
                opened.store(true, Ordering::Relaxed);
                log.speak();
                let app = App::new(&cc.egui_ctx, &app_options, started, &map);
                Ok(Box::new(app))
            }),
        )
    }));
    match result {
        Ok(outcome) => outcome.map_err(|error| error.to_string()),
        Err(payload) if is_open.load(Ordering::Relaxed) => resume_unwind(payload),
        Err(payload) => Err(message(payload.as_ref())),
    }
}

/// Missing libraries make winit panic. Until the window is there a panic is an answer, not a crash to
/// be traced; afterwards it is again. One hook serves every renderer that is tried.
fn hush_until_open() -> Arc<AtomicBool> {
    let is_open = Arc::new(AtomicBool::new(false));
    let speaks = Arc::clone(&is_open);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if speaks.load(Ordering::Relaxed) {
            usual(info);
        }
    }));
    is_open
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "an unknown failure".to_owned())
}

fn native_options(options: &Options, renderer: Renderer) -> NativeOptions {
    let mut native = NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Station Atlas")
            .with_app_id(APP_ID)
            .with_icon(icon::icon())
            .with_inner_size(options.size.unwrap_or(FIRST_SIZE))
            .with_min_inner_size(layout::MIN_SIZE)
            .with_drag_and_drop(true),
        renderer,
        ..NativeOptions::default()
    };
    if renderer == Renderer::Wgpu && options.renderer == RendererArg::Auto {
        refuse_software(&mut native.wgpu_options.wgpu_setup);
    }
    native
}

/// Makes wgpu fail where it would draw on the processor. Of several cards the discrete one is taken.
fn refuse_software(setup: &mut WgpuSetup) {
    let WgpuSetup::CreateNew(create) = setup else {
        return;
    };
    create.native_adapter_selector = Some(Arc::new(|adapters, surface| {
        adapters
            .iter()
            .filter(|adapter| surface.is_none_or(|s| adapter.is_surface_supported(s)))
            .filter_map(|adapter| Some((rank(adapter.get_info().device_type)?, adapter)))
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, adapter)| adapter.clone())
            .ok_or_else(|| "no graphics card, only software drivers".to_owned())
    }));
}

fn rank(device: wgpu::DeviceType) -> Option<u8> {
    match device {
        wgpu::DeviceType::DiscreteGpu => Some(0),
        wgpu::DeviceType::IntegratedGpu => Some(1),
        wgpu::DeviceType::VirtualGpu => Some(2),
        wgpu::DeviceType::Other => Some(3),
        wgpu::DeviceType::Cpu => None,
    }
}

/// The log: quiet until a window is there, because drivers that fail say so at length and the
/// program says it in one sentence; `RUST_LOG` makes it speak from the start.
#[derive(Clone, Copy)]
struct Log {
    level: log::LevelFilter,
}

impl Log {
    fn install() -> Self {
        let asked = std::env::var_os(env_logger::DEFAULT_FILTER_ENV).is_some();
        env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error")).init();
        let level = log::max_level();
        if !asked {
            log::set_max_level(log::LevelFilter::Off);
        }
        Self { level }
    }

    fn speak(self) {
        log::set_max_level(self.level);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_real_card_is_taken_before_a_weaker_one_and_software_never() {
        use wgpu::DeviceType::{Cpu, DiscreteGpu, IntegratedGpu, Other, VirtualGpu};
        assert!(rank(DiscreteGpu) < rank(IntegratedGpu));
        assert!(rank(IntegratedGpu) < rank(VirtualGpu));
        assert!(rank(VirtualGpu) < rank(Other));
        assert_eq!(rank(Cpu), None);
    }

    #[test]
    fn a_panic_gives_its_words() {
        let panics: [fn(); 3] = [
            || resume_unwind(Box::new("a library is missing")),
            || resume_unwind(Box::new("a library is missing".to_owned())),
            || resume_unwind(Box::new(7)),
        ];
        let words = panics.map(|p| message(catch_unwind(p).unwrap_err().as_ref()));
        assert_eq!(words[0], words[1]);
        assert_eq!(words[2], "an unknown failure");
    }
}
