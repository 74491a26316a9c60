//! Which property plays which part, as saved.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::More;
use crate::model::schema::UnitWords;
use crate::model::{Role, Schema};

/// Which property plays which part.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Roles {
    /// What a row counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<CountRole>,
    /// The property of every other role by its [`key`](Role::key), or null; and unknown roles.
    #[serde(flatten)]
    pub properties: More,
}

/// The property that counts, and the words for what it counts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CountRole {
    /// Its name; left out, every row counts one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub property: Option<String>,
    /// For exactly one.
    #[serde(default = "record")]
    pub one: String,
    /// For any other number.
    #[serde(default = "records")]
    pub many: String,
    /// Unknown members.
    #[serde(flatten)]
    pub more: More,
}

fn record() -> String {
    UnitWords::default().one.to_string()
}

fn records() -> String {
    UnitWords::default().many.to_string()
}

impl Roles {
    /// The roles as the program uses them.
    #[must_use]
    pub fn schema(&self) -> Schema {
        let mut schema = Schema::default();
        for role in Role::ALL {
            if let Some(Value::String(property)) = self.properties.get(role.key()) {
                schema.roles.insert(role, property.as_str().into());
            }
        }
        if let Some(count) = &self.count {
            let property = count.property.as_deref().map(|p| (Role::Count, p.into()));
            schema.roles.extend(property);
            schema.unit = UnitWords {
                one: count.one.as_str().into(),
                many: count.many.as_str().into(),
            };
        }
        schema
    }

    /// The saved form of `schema`.
    #[must_use]
    pub fn from_schema(schema: &Schema) -> Self {
        let mut roles = Self::default();
        roles.set(schema);
        roles
    }

    /// Puts `schema` in the place of the known roles; unknown ones stay.
    pub fn set(&mut self, schema: &Schema) {
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Count) {
            let property = schema.property(role).map_or(Value::Null, Value::from);
            self.properties.insert(role.key().to_owned(), property);
        }
        let property = schema.property(Role::Count).map(str::to_owned);
        let more = self
            .count
            .take()
            .map(|count| count.more)
            .unwrap_or_default();
        if property.is_some() || schema.unit != UnitWords::default() || !more.is_empty() {
            self.count = Some(CountRole {
                property,
                one: schema.unit.one.to_string(),
                many: schema.unit.many.to_string(),
                more,
            });
        }
    }
}
