//! The only place where text becomes time and time becomes text.
