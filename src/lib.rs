//! Station Atlas.
