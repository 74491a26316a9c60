//! Bytes to text: packed or not, UTF-8 or UTF-16, with or without a byte-order mark.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::MultiGzDecoder;

use super::Unreadable;
use crate::model::{Diagnostic, Place, Severity};

/// The most that a packed file may unpack to.
const UNPACKED_LIMIT: u64 = 2 << 30;

/// How a packed file starts.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The text of a file, and what had to be put up with to get it.
#[derive(Debug)]
pub(super) struct Text<'b> {
    pub text: Cow<'b, str>,
    pub findings: Vec<Diagnostic>,
}

/// Reads the text of a file, or says what the file is instead of `expected`.
pub(super) fn decode<'b>(bytes: &'b [u8], expected: &'static str) -> Result<Text<'b>, Unreadable> {
    if bytes.starts_with(&GZIP) {
        let (unpacked, broken) = unpack(bytes, UNPACKED_LIMIT)?;
        let text = plain(&unpacked, expected)?;
        let mut findings = text.findings;
        findings.extend(broken);
        return Ok(Text {
            text: Cow::Owned(text.text.into_owned()),
            findings,
        });
    }
    plain(bytes, expected)
}

/// The first bytes of a file, unpacked where it is packed.
pub(super) fn head(bytes: &[u8], length: usize) -> Cow<'_, [u8]> {
    if !bytes.starts_with(&GZIP) {
        return Cow::Borrowed(bytes.get(..length).unwrap_or(bytes));
    }
    let mut head = Vec::new();
    // What comes before any damage is enough here; reading the whole file will tell of it.
    let _ = MultiGzDecoder::new(bytes)
        .take(length as u64)
        .read_to_end(&mut head);
    Cow::Owned(head)
}

/// Unpacks gzip up to `limit` bytes. A damaged file gives what comes before the damage.
fn unpack(bytes: &[u8], limit: u64) -> Result<(Vec<u8>, Option<Diagnostic>), Unreadable> {
    let mut unpacked = Vec::new();
    let result = MultiGzDecoder::new(bytes)
        .take(limit + 1)
        .read_to_end(&mut unpacked);
    if unpacked.len() as u64 > limit {
        return Err(Unreadable::TooLarge {
            limit_mib: limit >> 20,
        });
    }
    let broken = result.err().map(|error| Diagnostic {
        severity: Severity::Warning,
        code: "gzip-damaged",
        place: Place::default(),
        message: format!(
            "The packed file is damaged or cut off ({error}); what comes before was read."
        ),
    });
    Ok((unpacked, broken))
}

fn plain<'b>(bytes: &'b [u8], expected: &'static str) -> Result<Text<'b>, Unreadable> {
    if let Some((_, found, advice)) = OTHER_FORMATS.iter().find(|f| bytes.starts_with(f.0)) {
        return Err(Unreadable::OtherFormat {
            found,
            expected,
            advice,
        });
    }
    let (text, fault) = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    };
    if text.trim().is_empty() {
        return Err(Unreadable::Empty { expected });
    }
    Ok(Text {
        text,
        findings: fault.into_iter().collect(),
    })
}

fn utf8(bytes: &[u8]) -> (Cow<'_, str>, Option<Diagnostic>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.split(|b| *b == b'\n').count() as u64;
            (String::from_utf8_lossy(bytes), Some(damaged(Some(line))))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (Cow<'_, str>, Option<Diagnostic>) {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut lost = !odd.is_empty();
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .map(|c| {
            c.unwrap_or_else(|_| {
                lost = true;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    (Cow::Owned(text), lost.then(|| damaged(None)))
}

fn damaged(line: Option<u64>) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        code: "text-damaged",
        place: Place {
            feature: None,
            line,
        },
        message:
            "Some characters could not be read (the text is not UTF-8); they show as \u{fffd}."
                .to_owned(),
    }
}

const UNPACK: &str = "Unpack it and open the file inside.";
const CONVERT: &str = "Save it as GeoJSON with the program it comes from.";

/// How other files start, what they are, and what to do about it.
const OTHER_FORMATS: [(&[u8], &str, &str); 11] = [
    (b"PK\x03\x04", "a zip archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"\x1f\x8b", "a packed file inside a packed file", UNPACK),
    (b"BZh", "a bzip2 file", UNPACK),
    (b"\xfd7zXZ\0", "an xz file", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", UNPACK),
    (
        b"SQLite format 3\0",
        "a GeoPackage or SQLite database",
        CONVERT,
    ),
    (b"\x00\x00\x27\x0a", "a shapefile", CONVERT),
    (b"fgb\x03", "a FlatGeobuf file", CONVERT),
    (b"PAR1", "a Parquet file", CONVERT),
    (b"%PDF", "a PDF document", "Ask for the data behind it."),
];

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_packed_file_is_bounded() {
        let bomb = packed(&vec![b' '; 3 << 20]);
        assert!(bomb.len() < 20_000);
        let error = unpack(&bomb, 2 << 20).unwrap_err();
        assert_eq!(error, Unreadable::TooLarge { limit_mib: 2 });
        assert_eq!(unpack(&bomb, 3 << 20).unwrap().0.len(), 3 << 20);
    }

    #[test]
    fn a_cut_packed_file_gives_its_beginning() {
        let text: String = (0..20_000_u32).map(|n| n.to_string()).collect();
        let whole = packed(text.as_bytes());
        let cut = decode(&whole[..whole.len() / 2], "GeoJSON").unwrap();
        assert_eq!(cut.findings[0].code, "gzip-damaged");
        assert!(!cut.text.is_empty() && text.starts_with(&*cut.text));
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "{\"名\": \"Zürich 𝄞\"}";
        let le: Vec<u8> = [0xfeff]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let be: Vec<u8> = [0xfeff]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        for bytes in [text.as_bytes().to_vec(), le, be, marked] {
            let read = decode(&bytes, "GeoJSON").unwrap();
            assert_eq!(read.text, text);
            assert!(read.findings.is_empty());
        }
    }

    #[test]
    fn damage_is_found_with_its_line() {
        let read = decode(b"{\n\"a\": \"Z\xfcrich\"}", "GeoJSON").unwrap();
        assert_eq!(read.findings[0].place.line, Some(2));
        assert!(read.text.contains("Z\u{fffd}rich"));
    }
}
