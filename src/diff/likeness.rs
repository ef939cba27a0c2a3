//! Which touchpoint of the newer version is which of the older one.
//!
//! Ids say it where they can be trusted: where the names agree as well, or nothing speaks for another
//! counterpart, as it does when a list was numbered anew. What is left is paired by likeness, the most alike
//! first: 0 to 1, of which half is the name (Sørensen–Dice of pairs of letters). The weights are a convention
//! that nobody has validated. They were chosen so that a touchpoint whose id and half of whose name changed is
//! found where its neighbours are the same, and a new one in the place of an old one is not.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::model::{Journey, TouchpointRef};

/// How two touchpoints were found to be the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MatchedBy {
    /// They have one id.
    Id,
    /// The newer says that it replaces the older.
    Replaces,
    /// They are alike: how much, 0 to 1.
    Likeness(f64),
}

/// A touchpoint of the older version and the same of the newer one.
#[derive(Clone, Copy, Debug)]
pub struct Matched<'j> {
    /// As it was.
    pub before: TouchpointRef<'j>,
    /// As it is.
    pub after: TouchpointRef<'j>,
    /// How it was found.
    pub by: MatchedBy,
}

/// The least likeness of a pair.
const LEAST: f64 = 0.5;
/// The least likeness of names for which an id is believed although another touchpoint has the same name.
const SAME_NAME: f64 = 0.5;
/// What makes two touchpoints alike.
const NAME: f64 = 0.5;
const CONTENT: f64 = 0.2;
const NEIGHBOURS: f64 = 0.2;
const STAGE: f64 = 0.1;
/// The most pairs that are looked at; beyond them only touchpoints about as far along.
const MOST_PAIRS: usize = 40_000;
/// The characters of a name that count.
const MOST_CHARACTERS: usize = 120;

/// The touchpoints that two versions share, in the order of the newer one; each has one counterpart at most,
/// except where the newer version says that it replaces several.
pub fn matches<'j>(before: &'j Journey, after: &'j Journey) -> Vec<Matched<'j>> {
    let old: Vec<TouchpointRef<'j>> = before.touchpoints().collect();
    let new: Vec<TouchpointRef<'j>> = after.touchpoints().collect();
    let mut pairing = Pairing { partners: vec![None; old.len()], taken: vec![None; new.len()], old, new };
    let mut found = Vec::new();
    if !before.is_target() && after.is_target() {
        found.extend(pairing.by_replaces());
    }
    pairing.by_id();
    pairing.by_likeness();
    let pairs = pairing.taken.iter().enumerate();
    found.extend(pairs.filter_map(|(new, pair)| {
        let (old, by) = (*pair)?;
        Some(Matched { before: pairing.old[old], after: pairing.new[new], by })
    }));
    found.sort_by_key(|one: &Matched<'_>| (one.after.position, one.before.position));
    found
}

struct Pairing<'j> {
    old: Vec<TouchpointRef<'j>>,
    new: Vec<TouchpointRef<'j>>,
    /// The counterpart of each old touchpoint.
    partners: Vec<Option<usize>>,
    /// That of each new one.
    taken: Vec<Option<(usize, MatchedBy)>>,
}

impl<'j> Pairing<'j> {
    fn join(&mut self, old: usize, new: usize, by: MatchedBy) {
        self.partners[old] = Some(new);
        self.taken[new] = Some((old, by));
    }

    /// What a desired journey says itself; what takes part in it is not looked at again.
    fn by_replaces(&mut self) -> Vec<Matched<'j>> {
        let places = places(&self.old, |at| at.touchpoint.id());
        let mut further = Vec::new();
        for new in 0..self.new.len() {
            let after = self.new[new];
            for id in &after.touchpoint.replaces {
                let Some([old]) = places.get(id.as_str()).map(Vec::as_slice) else { continue };
                if self.partners[*old].is_none() && self.taken[new].is_none() {
                    self.join(*old, new, MatchedBy::Replaces);
                } else {
                    self.partners[*old] = Some(new);
                    further.push(Matched { before: self.old[*old], after, by: MatchedBy::Replaces });
                }
            }
        }
        further
    }

    fn by_id(&mut self) {
        let old_ids = places(&self.old, |at| at.touchpoint.id());
        let new_ids = places(&self.new, |at| at.touchpoint.id());
        let mut doubtful = Vec::new();
        for new in 0..self.new.len() {
            let id = self.new[new].touchpoint.id();
            let (Some([old]), Some([_])) =
                (old_ids.get(id).map(Vec::as_slice), new_ids.get(id).map(Vec::as_slice))
            else {
                continue;
            };
            if id.is_empty() || self.partners[*old].is_some() || self.taken[new].is_some() {
                continue;
            }
            if name(self.old[*old]) == name(self.new[new]) {
                self.join(*old, new, MatchedBy::Id);
            } else {
                doubtful.push((*old, new));
            }
        }
        let free = |at: &[TouchpointRef<'j>], is_free: &dyn Fn(usize) -> bool| {
            let all = (0..at.len()).filter(|place| is_free(*place));
            all.map(|place| name(at[place])).collect::<Vec<String>>()
        };
        let old_names = free(&self.old, &|old| self.partners[old].is_none());
        let new_names = free(&self.new, &|new| self.taken[new].is_none());
        for (old, new) in doubtful {
            let (was, is) = (name(self.old[old]), name(self.new[new]));
            let belongs_elsewhere = new_names.contains(&was) || old_names.contains(&is);
            if !belongs_elsewhere || strsim::sorensen_dice(&was, &is) >= SAME_NAME {
                self.join(old, new, MatchedBy::Id);
            }
        }
    }

    /// Pairs what is left, the most alike first; each pair makes its neighbours more alike.
    fn by_likeness(&mut self) {
        let free_old: Vec<usize> = (0..self.old.len()).filter(|old| self.partners[*old].is_none()).collect();
        let free_new: Vec<usize> = (0..self.new.len()).filter(|new| self.taken[*new].is_none()).collect();
        let likes = |all: &[TouchpointRef<'j>], free: &[usize]| {
            free.iter().map(|place| Likable::of(all[*place])).collect::<Vec<Likable<'j>>>()
        };
        let (old, new) = (likes(&self.old, &free_old), likes(&self.new, &free_new));
        let is_small = old.len() * new.len() <= MOST_PAIRS;
        let window = if is_small { usize::MAX } else { MOST_PAIRS / old.len().max(1) };
        let mut candidates: Vec<(usize, usize, f64)> = Vec::new();
        for (at, one) in old.iter().enumerate() {
            // Counterparts are about as far along as they were.
            let first = (at * new.len() / old.len()).saturating_sub(window / 2);
            for (nth, other) in new.iter().enumerate().skip(first).take(window) {
                let own = one.likeness(other);
                if own + NEIGHBOURS >= LEAST {
                    candidates.push((free_old[at], free_new[nth], own));
                }
            }
        }
        loop {
            candidates.retain(|(old, new, _)| self.partners[*old].is_none() && self.taken[*new].is_none());
            let all = candidates.iter().map(|(old, new, own)| {
                let likeness = own + NEIGHBOURS * self.neighbours(*old, *new);
                (*old, *new, likeness)
            });
            let best = all.filter(|(_, _, likeness)| *likeness >= LEAST).max_by(|a, b| {
                // Of equals the one least out of place, and the earlier.
                let apart = |pair: &(usize, usize, f64)| pair.0.abs_diff(pair.1);
                a.2.total_cmp(&b.2).then(apart(b).cmp(&apart(a))).then((b.0, b.1).cmp(&(a.0, a.1)))
            });
            match best {
                Some((old, new, likeness)) => self.join(old, new, MatchedBy::Likeness(likeness)),
                None => return,
            }
        }
    }

    /// How far the touchpoints before and after are counterparts, 0 to 1; the ends of both journeys are, too.
    fn neighbours(&self, old: usize, new: usize) -> f64 {
        let before = match (old.checked_sub(1), new.checked_sub(1)) {
            (Some(old), Some(new)) => self.partners[old] == Some(new),
            (None, None) => true,
            _ => false,
        };
        let after = match (old + 1 < self.old.len(), new + 1 < self.new.len()) {
            (true, true) => self.partners[old + 1] == Some(new + 1),
            (false, false) => true,
            _ => false,
        };
        (f64::from(u8::from(before)) + f64::from(u8::from(after))) / 2.0
    }
}

/// The places of touchpoints by a word of theirs.
fn places<'j>(
    all: &[TouchpointRef<'j>],
    word: fn(&TouchpointRef<'j>) -> &'j str,
) -> HashMap<&'j str, Vec<usize>> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, at) in all.iter().enumerate() {
        places.entry(word(at)).or_default().push(place);
    }
    places
}

/// A name as it is compared: its words in lower case.
fn name(at: TouchpointRef<'_>) -> String {
    let words = at.touchpoint.name.split_whitespace().collect::<Vec<_>>().join(" ");
    words.to_lowercase().chars().take(MOST_CHARACTERS).collect()
}

/// A touchpoint as it is compared with others.
struct Likable<'j> {
    at: TouchpointRef<'j>,
    name: String,
    /// What is said of it beside its id and name.
    content: Map<String, Value>,
}

impl<'j> Likable<'j> {
    fn of(at: TouchpointRef<'j>) -> Self {
        let mut content = match serde_json::to_value(at.touchpoint) {
            Ok(Value::Object(content)) => content,
            _ => Map::new(),
        };
        content.remove("id");
        content.remove("name");
        Self { at, name: name(at), content }
    }

    /// How alike two touchpoints are by themselves, 0 to 0.8.
    fn likeness(&self, other: &Self) -> f64 {
        let stages = [self.at.stage, other.at.stage];
        let is_same_stage = stages[0].id() == stages[1].id() || stages[0].name == stages[1].name;
        let stage = if is_same_stage { STAGE } else { 0.0 };
        NAME * strsim::sorensen_dice(&self.name, &other.name) + stage + CONTENT * self.same_content(other)
    }

    /// The share of keys whose values are the same; nothing said of either is no likeness.
    fn same_content(&self, other: &Self) -> f64 {
        let same = self.content.iter().filter(|(key, value)| other.content.get(*key) == Some(*value)).count();
        let most = self.content.len().max(other.content.len());
        if most == 0 { 0.0 } else { same as f64 / most as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::testing::{journey, touchpoint};

    fn told(before: &Journey, after: &Journey) -> Vec<String> {
        let tell = |one: &Matched<'_>| {
            let by = match one.by {
                MatchedBy::Id => "=",
                MatchedBy::Replaces => "→",
                MatchedBy::Likeness(_) => "~",
            };
            format!("{}{by}{}", one.before.touchpoint.id(), one.after.touchpoint.id())
        };
        matches(before, after).iter().map(tell).collect()
    }

    #[test]
    fn ids_are_believed_where_nothing_speaks_against_them() {
        let before = journey(&[("s", &["a: I see it", "b: I wait in the queue", "c: I leave"])]);
        let after = journey(&[("s", &["a: I see it", "b: The agent calls me back", "c: I leave"])]);
        assert_eq!(told(&before, &after), ["a=a", "b=b", "c=c"]);
    }

    #[test]
    fn a_list_numbered_anew_is_paired_by_names() {
        let before = journey(&[("s", &["T1: I see a credit", "T2: I call", "T3: Money comes"])]);
        let after =
            journey(&[("s", &["T1: I get a letter", "T2: I see a credit", "T3: I call", "T4: Money comes"])]);
        assert_eq!(told(&before, &after), ["T1~T2", "T2~T3", "T3~T4"]);
    }

    #[test]
    fn a_rename_of_every_id_pairs_everything() {
        let names = ["I see a credit", "I call", "I wait", "I call", "I am passed on", "Money comes"];
        let list = |prefix: &str| {
            let all = names.iter().enumerate().map(|(at, name)| touchpoint(&format!("{prefix}{at}: {name}")));
            let mut journey = journey(&[("s", &[])]);
            journey.stages[0].touchpoints = all.collect();
            journey
        };
        let (before, after) = (list("a"), list("b"));
        assert_eq!(told(&before, &after), ["a0~b0", "a1~b1", "a2~b2", "a3~b3", "a4~b4", "a5~b5"]);
    }

    #[test]
    fn a_new_touchpoint_in_the_place_of_an_old_one_is_new() {
        let before = journey(&[("s", &["a: I see it", "b: I wait in the phone queue", "c: I leave"])]);
        let after = journey(&[("s", &["a: I see it", "x: The app shows every credit", "c: I leave"])]);
        assert_eq!(told(&before, &after), ["a=a", "c=c"]);
        let after = journey(&[("s", &["a: I see it", "x: I wait in a phone queue again", "c: I leave"])]);
        assert_eq!(told(&before, &after), ["a=a", "b~x", "c=c"]);
    }

    #[test]
    fn a_desired_journey_says_itself_what_it_replaces() {
        let before = journey(&[("s", &["a: I call", "b: I wait", "c: I leave"])]);
        let mut after = journey(&[("s", &["d: It works", "c: I leave"])]);
        after.state = Some(crate::model::State::Desired);
        let ids = ["a", "b"].map(|id| crate::model::Id::parse(id).unwrap());
        after.stages[0].touchpoints[0].replaces = ids.to_vec();
        assert_eq!(told(&before, &after), ["a→d", "b→d", "c=c"]);
    }

    #[test]
    fn hebrew_names_are_alike_like_others() {
        let before = journey(&[("s", &["a: אני רואה את הזיכוי", "b: אני ממתין בתור לנציג"])]);
        let after = journey(&[("s", &["x: אני רואה את הזיכוי", "y: אני ממתינה בתור לנציגה"])]);
        assert_eq!(told(&before, &after), ["a~x", "b~y"]);
    }
}
