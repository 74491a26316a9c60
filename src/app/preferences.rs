//! How the program looks, kept between starts as a small JSON file in the platform's folder.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::session::{Ground, Notice, Settings, ThemeChoice};

const FILE_NAME: &str = "preferences.json";
const FOLDER: &str = "station-atlas";

/// The saved form. Whatever is missing or not understood keeps its default.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(default)]
struct Saved {
    theme: String,
    filters_open: bool,
    details_open: bool,
    reduced_motion: bool,
    tiles: Option<SavedTiles>,
    /// Members of newer versions, written back as they were.
    #[serde(flatten)]
    unknown: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
#[serde(rename_all = "kebab-case")]
enum SavedTiles {
    Online {
        template: String,
        attribution: String,
    },
    File {
        path: PathBuf,
    },
}

impl Default for Saved {
    fn default() -> Self {
        Self::new(&Settings::default(), serde_json::Map::new())
    }
}

impl Saved {
    fn new(settings: &Settings, unknown: serde_json::Map<String, serde_json::Value>) -> Self {
        let theme = match settings.theme {
            ThemeChoice::System => "system",
            ThemeChoice::Light => "light",
            ThemeChoice::Dark => "dark",
        };
        let tiles = match &settings.ground {
            Ground::Bundled => None,
            Ground::Online {
                template,
                attribution,
            } => Some(SavedTiles::Online {
                template: template.clone(),
                attribution: attribution.clone(),
            }),
            Ground::File(path) => Some(SavedTiles::File { path: path.clone() }),
        };
        Self {
            theme: theme.to_owned(),
            filters_open: settings.filters_open,
            details_open: settings.details_open,
            reduced_motion: settings.reduced_motion,
            tiles,
            unknown,
        }
    }

    fn settings(&self) -> Settings {
        Settings {
            theme: match self.theme.as_str() {
                "light" => ThemeChoice::Light,
                "dark" => ThemeChoice::Dark,
                _ => ThemeChoice::System,
            },
            filters_open: self.filters_open,
            details_open: self.details_open,
            reduced_motion: self.reduced_motion,
            ground: match &self.tiles {
                None => Ground::Bundled,
                Some(SavedTiles::Online {
                    template,
                    attribution,
                }) => Ground::Online {
                    template: template.clone(),
                    attribution: attribution.clone(),
                },
                Some(SavedTiles::File { path }) => Ground::File(path.clone()),
            },
            ..Settings::default()
        }
    }
}

/// The file, and what it held when it was last read or written.
#[derive(Debug)]
pub struct Preferences {
    path: Option<PathBuf>,
    last: Saved,
    /// The settings as they were last looked at.
    seen: Settings,
    /// A theme of this start only, from the command line; it is not saved.
    passing_theme: Option<ThemeChoice>,
    /// Whether a failure to write has been told; once is enough.
    told: bool,
}

impl Preferences {
    /// Reads the user's preferences. A file that cannot be used is told and left as it is until
    /// something is changed.
    #[must_use]
    pub fn load(folder: Option<PathBuf>) -> (Self, Settings, Option<Notice>) {
        let path = folder.map(|folder| folder.join(FILE_NAME));
        let (last, notice) = match path.as_deref().map(read) {
            None | Some(Ok(None)) => (Saved::default(), None),
            Some(Ok(Some(saved))) => (saved, None),
            Some(Err(why)) => (Saved::default(), Some(why)),
        };
        let settings = last.settings();
        let preferences = Self {
            path,
            last,
            seen: settings.clone(),
            passing_theme: None,
            told: false,
        };
        (preferences, settings, notice)
    }

    /// A theme that is not to be saved unless the user changes it.
    pub fn pass_theme(&mut self, theme: ThemeChoice) {
        self.passing_theme = Some(theme);
    }

    /// Writes the settings if they differ from what is in the file. A failure is told once.
    pub fn keep(&mut self, settings: &Settings) -> Option<Notice> {
        if self.seen == *settings {
            return None;
        }
        self.seen = settings.clone();
        let mut wanted = Saved::new(settings, self.last.unknown.clone());
        if self.passing_theme == Some(settings.theme) {
            wanted.theme.clone_from(&self.last.theme);
        } else {
            self.passing_theme = None;
        }
        if wanted == self.last {
            return None;
        }
        self.last = wanted;
        let path = self.path.as_deref()?;
        let error = write(path, &self.last).err()?;
        (!std::mem::replace(&mut self.told, true)).then(|| Notice {
            title: "Your choices could not be saved".to_owned(),
            text: format!(
                "They last until you close the program. {}: {error}.",
                path.display()
            ),
            is_error: true,
        })
    }
}

fn read(path: &Path) -> Result<Option<Saved>, Notice> {
    let failed = |why: String| Notice {
        title: "Your saved choices could not be read".to_owned(),
        text: format!(
            "The program starts with its own. {}: {why}.",
            path.display()
        ),
        is_error: true,
    };
    match std::fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|e| failed(e.to_string())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error.to_string())),
    }
}

/// Writes beside the file and renames, so that a crash leaves the old file or the new one.
fn write(path: &Path, saved: &Saved) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("json.new");
    std::fs::write(&beside, serde_json::to_vec_pretty(saved)?)?;
    std::fs::rename(&beside, path)
}

/// The folder for preferences on this platform, where the environment names one.
#[must_use]
pub fn config_folder() -> Option<PathBuf> {
    let home = || std::env::home_dir();
    let base = if cfg!(target_os = "windows") {
        std::env::var_os("APPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        from_env("XDG_CONFIG_HOME").or_else(|| home().map(|home| home.join(".config")))
    };
    base.map(|base| base.join(FOLDER))
}

/// The folder for what can be fetched again, such as online tiles.
#[must_use]
pub fn cache_folder() -> Option<PathBuf> {
    let home = || std::env::home_dir();
    let base = if cfg!(target_os = "windows") {
        std::env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        from_env("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")))
    };
    base.map(|base| base.join(FOLDER))
}

/// A folder from the environment; a relative one is to be ignored, says the XDG specification.
fn from_env(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed() -> Settings {
        Settings {
            theme: ThemeChoice::Dark,
            filters_open: false,
            reduced_motion: true,
            ground: Ground::Online {
                template: "https://tiles.test/{z}/{x}/{y}.png".to_owned(),
                attribution: "Somebody".to_owned(),
            },
            ..Settings::default()
        }
    }

    #[test]
    fn what_was_chosen_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let at = || Some(folder.path().join("deeper"));
        let (mut preferences, settings, notice) = Preferences::load(at());
        assert_eq!((settings, notice), (Settings::default(), None));
        assert_eq!(preferences.keep(&changed()), None);
        assert_eq!(Preferences::load(at()).1, changed());
    }

    #[test]
    fn a_theme_from_the_command_line_is_not_saved_until_it_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let at = || Some(folder.path().to_owned());
        let (mut preferences, _, _) = Preferences::load(at());
        preferences.pass_theme(ThemeChoice::Dark);
        preferences.keep(&changed());
        assert_eq!(Preferences::load(at()).1.theme, ThemeChoice::System);
        let light = Settings {
            theme: ThemeChoice::Light,
            ..changed()
        };
        preferences.keep(&light);
        preferences.keep(&changed());
        assert_eq!(Preferences::load(at()).1.theme, ThemeChoice::Dark);
    }

    #[test]
    fn members_of_newer_versions_are_kept_and_missing_ones_have_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        std::fs::write(&path, r#"{"theme":"light","sound":{"volume":3}}"#).unwrap();
        let (mut preferences, settings, notice) = Preferences::load(Some(folder.path().to_owned()));
        assert_eq!(
            (settings.theme, settings.filters_open),
            (ThemeChoice::Light, true)
        );
        assert_eq!(notice, None);
        preferences.keep(&changed());
        assert!(
            std::fs::read_to_string(&path)
                .unwrap()
                .contains("\"volume\": 3")
        );
    }

    #[test]
    fn failures_are_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        std::fs::write(&path, "{").unwrap();
        let notice = Preferences::load(Some(folder.path().to_owned())).2.unwrap();
        assert!(
            notice.is_error && notice.text.contains(FILE_NAME),
            "{notice:?}"
        );
        // A file where the folder should be.
        let (mut preferences, _, _) = Preferences::load(Some(path.join("below-a-file")));
        assert!(preferences.keep(&changed()).is_some());
        assert_eq!(preferences.keep(&Settings::default()), None);
    }
}
