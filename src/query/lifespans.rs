//! placeholder replaced at merge
use crate::model::{Dataset, Diagnostic, Lifespan, Schema};
pub struct Dated { pub lifespans: Vec<Lifespan>, pub findings: Vec<Diagnostic> }
pub fn lifespans(dataset: &Dataset, _: &Schema) -> Dated { Dated { lifespans: vec![Lifespan::default(); dataset.n_rows()], findings: vec![] } }
