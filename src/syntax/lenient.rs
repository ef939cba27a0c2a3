//! Reading on after a mistake: a field that cannot be read is reported and left empty.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// Reads a field; what cannot be read has been reported by the deserializer and becomes the default.
///
/// For `#[serde(deserialize_with = …)]` on every field of the model, so that one wrong value costs
/// one value and not the file.
pub fn lenient<'de, D: Deserializer<'de>, T: Lenient<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(T::lenient(deserializer))
}

/// Whether a field is empty and need not be written.
pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A field type that has something to fall back to.
pub trait Lenient<'de>: Default {
    /// Reads a value or falls back.
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Self;
}

impl<'de> Lenient<'de> for String {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Self {
        Self::deserialize(deserializer).unwrap_or_default()
    }
}

impl<'de> Lenient<'de> for bool {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Self {
        Self::deserialize(deserializer).unwrap_or_default()
    }
}

impl<'de, T: Deserialize<'de>> Lenient<'de> for Option<T> {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Self {
        Self::deserialize(deserializer).unwrap_or_default()
    }
}

/// A bad item becomes a default one, so that the places of the others stay true.
impl<'de, T: Deserialize<'de> + Default> Lenient<'de> for Vec<T> {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Self {
        deserializer.deserialize_seq(Items(PhantomData)).unwrap_or_default()
    }
}

impl<'de, T: Deserialize<'de> + Default> Lenient<'de> for BTreeMap<String, T> {
    fn lenient<D: Deserializer<'de>>(deserializer: D) -> Self {
        deserializer.deserialize_map(Entries(PhantomData)).unwrap_or_default()
    }
}

struct Kept<T>(T);

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Kept<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(T::deserialize(deserializer).unwrap_or_default()))
    }
}

struct Items<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for Items<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut all = Vec::with_capacity(items.size_hint().unwrap_or(0).min(1_024));
        while let Some(Kept(item)) = items.next_element()? {
            all.push(item);
        }
        Ok(all)
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for Entries<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut all = BTreeMap::new();
        while let Some(key) = entries.next_key::<String>()? {
            let Kept(value) = entries.next_value()?;
            all.insert(key, value);
        }
        Ok(all)
    }
}
