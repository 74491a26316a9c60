//! Work that must not block a frame: one named thread for each job, answers through a channel.
//!
//! The only place that starts threads which outlive a call. A job answers with commands; of two
//! jobs of one kind the newer wins, and what the older one still says is dropped.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{Builder, JoinHandle};

use crate::session::{Command, Notice};

use super::tell;

/// What a job is for. A newer job of a kind puts an older one aside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Waits for a person at a file dialog.
    Dialog,
    /// Reads files.
    Read,
    /// Builds a level of detail of the bundled map.
    Ground,
    /// Makes the table of place names that the search field looks in.
    Gazetteer,
}

impl Kind {
    fn thread_name(self) -> &'static str {
        match self {
            Self::Dialog => "file-dialog",
            Self::Read => "read-files",
            Self::Ground => "map-detail",
            Self::Gazetteer => "place-names",
        }
    }
}

/// Work that is begun before there is a window. Whoever takes its answer waits for it.
#[derive(Debug)]
pub struct Ahead<T> {
    work: fn() -> T,
    thread: Mutex<Option<JoinHandle<T>>>,
}

impl<T: Send + 'static> Ahead<T> {
    /// Begins on a thread of its own.
    #[must_use]
    pub fn start(work: fn() -> T) -> Self {
        let thread = Builder::new().name("ahead".to_owned()).spawn(work);
        Self {
            work,
            thread: Mutex::new(thread.ok()),
        }
    }

    /// The answer. Without a thread, and when it has been taken before, the work is done here.
    #[must_use]
    pub fn take(&self) -> T {
        let thread = self.thread.lock().ok().and_then(|mut slot| slot.take());
        thread
            .and_then(|thread| thread.join().ok())
            .unwrap_or_else(self.work)
    }
}

/// Says to a job that its answer is no longer wanted.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Whether the job should stop.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// The jobs under way.
#[derive(Debug)]
pub struct Jobs {
    sender: Sender<Answer>,
    receiver: Receiver<Answer>,
    running: BTreeMap<Kind, Worker>,
    /// Jobs put aside by newer ones, kept so that they can be waited for.
    aside: Vec<Worker>,
    n_started: u64,
}

#[derive(Debug)]
struct Worker {
    number: u64,
    cancel: Cancel,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Answer {
    kind: Kind,
    number: u64,
    commands: Vec<Command>,
}

impl Default for Jobs {
    fn default() -> Self {
        let (sender, receiver) = channel();
        Self {
            sender,
            receiver,
            running: BTreeMap::new(),
            aside: Vec::new(),
            n_started: 0,
        }
    }
}

impl Jobs {
    /// Starts a job; `wake` is called when its answer can be fetched.
    pub fn start(
        &mut self,
        kind: Kind,
        wake: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&Cancel) -> Vec<Command> + Send + 'static,
    ) {
        self.n_started += 1;
        let (number, cancel, sender) = (self.n_started, Cancel::default(), self.sender.clone());
        let watched = cancel.clone();
        let thread = Builder::new()
            .name(kind.thread_name().to_owned())
            .spawn(move || {
                // A bug in a reader must not take the program with it.
                let commands = catch_unwind(AssertUnwindSafe(|| work(&watched)))
                    .unwrap_or_else(|_| vec![tell(stopped(kind))]);
                // No receiver: the program is closing, and nobody waits for the answer.
                let _ = sender.send(Answer {
                    kind,
                    number,
                    commands,
                });
                wake();
            });
        let thread = match thread {
            Ok(thread) => Some(thread),
            Err(error) => {
                let commands = vec![tell(Notice {
                    title: "No thread could be started".to_owned(),
                    text: format!("The system says: {error}."),
                    is_error: true,
                })];
                let _ = self.sender.send(Answer {
                    kind,
                    number,
                    commands,
                });
                None
            }
        };
        let worker = Worker {
            number,
            cancel,
            thread,
        };
        if let Some(older) = self.running.insert(kind, worker) {
            older.cancel.set();
            self.aside.push(older);
        }
        self.aside
            .retain(|w| w.thread.as_ref().is_some_and(|t| !t.is_finished()));
    }

    /// The answers that have come, without those of jobs put aside.
    pub fn drain(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        while let Ok(answer) = self.receiver.try_recv() {
            if self
                .running
                .get(&answer.kind)
                .is_some_and(|w| w.number == answer.number)
            {
                self.running.remove(&answer.kind);
                commands.extend(answer.commands);
            }
        }
        commands
    }

    /// Whether a job of this kind is under way.
    #[must_use]
    pub fn is_running(&self, kind: Kind) -> bool {
        self.running.contains_key(&kind)
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        for worker in self.running.values().chain(&self.aside) {
            worker.cancel.set();
        }
        // A dialog waits for a person; waiting for it here would keep a closed program alive.
        self.running.remove(&Kind::Dialog);
        let workers = std::mem::take(&mut self.running)
            .into_values()
            .chain(self.aside.drain(..));
        for thread in workers.filter_map(|w| w.thread) {
            if thread.thread().name() != Some(Kind::Dialog.thread_name()) {
                let _ = thread.join();
            }
        }
    }
}

fn stopped(kind: Kind) -> Notice {
    let what = match kind {
        Kind::Dialog => "The file dialog",
        Kind::Read => "Reading the file",
        Kind::Ground => "Building the map",
        Kind::Gazetteer => "Reading the names of places",
    };
    Notice {
        title: format!("{what} failed"),
        text: "This is a fault of the program. What was open is still open.".to_owned(),
        is_error: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::command::ShowCommand;

    fn answer(on: bool) -> Vec<Command> {
        vec![Command::Show(ShowCommand::About(on))]
    }

    fn wait_for(jobs: &mut Jobs, woken: &Receiver<()>) -> String {
        woken.recv().expect("the job wakes the window");
        format!("{:?}", jobs.drain())
    }

    #[test]
    fn the_newest_of_a_kind_wins_and_the_older_one_is_told_to_stop() {
        let mut jobs = Jobs::default();
        let (wake, woken) = channel();
        let (release, held) = channel::<()>();
        let first = wake.clone();
        jobs.start(
            Kind::Read,
            move || first.send(()).expect("test waits"),
            move |cancel| {
                held.recv().expect("released below");
                assert!(cancel.is_set(), "the newer job has put this one aside");
                answer(false)
            },
        );
        jobs.start(
            Kind::Read,
            move || wake.send(()).expect("test waits"),
            |_| answer(true),
        );
        assert!(wait_for(&mut jobs, &woken).contains("About(true)"));
        assert!(!jobs.is_running(Kind::Read));
        release.send(()).expect("the older job waits");
        assert_eq!(wait_for(&mut jobs, &woken), "[]");
    }

    #[test]
    fn work_done_ahead_can_be_taken_more_than_once() {
        let ahead = Ahead::start(|| 7);
        assert_eq!((ahead.take(), ahead.take()), (7, 7));
    }

    #[test]
    fn a_job_that_panics_is_a_notice() {
        let mut jobs = Jobs::default();
        let (wake, woken) = channel();
        jobs.start(
            Kind::Read,
            move || wake.send(()).expect("test waits"),
            |_| std::panic::resume_unwind(Box::new("a fault")),
        );
        assert!(wait_for(&mut jobs, &woken).contains("Reading the file failed"));
    }

    #[test]
    fn closing_waits_for_readers_but_not_for_a_person() {
        let (release, held) = channel::<()>();
        let done = Arc::new(AtomicBool::new(false));
        let seen = done.clone();
        let mut jobs = Jobs::default();
        jobs.start(
            Kind::Dialog,
            || (),
            move |_| {
                let _ = held.recv();
                Vec::new()
            },
        );
        jobs.start(
            Kind::Read,
            || (),
            move |_| {
                seen.store(true, Ordering::Relaxed);
                Vec::new()
            },
        );
        drop(jobs);
        assert!(done.load(Ordering::Relaxed));
        drop(release);
    }
}
