//! Suppressions, the baseline, and settings that are out of date. They look at what became of the findings of all
//! other rules, in [`crate::check::suppression`] and [`crate::check::baseline`], and at `masa.toml`, in
//! [`crate::check::configuration`].

use crate::check::Check;

rule! {
    /// A comment for masa cannot be understood.
    ///
    /// A comment that accepts a finding reads `# masa: ignore[code] why`, with codes or names of rules. Behind
    /// a value it is for that line, on a line of its own for all of what comes next: a whole stage, a whole
    /// touchpoint, one key with everything under it. `# masa: ignore-file[code] why` before the first key is for
    /// the whole file. This rule fires when such a comment names no rule, one that does not exist, a group of
    /// rules, or one that cannot be accepted because it is about what cannot be read.
    ///
    /// ## Why
    ///
    /// A comment with a slip accepts nothing, or worse, more than was meant. `ignore` without a rule would hide
    /// the next mistake, too.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// - name: I wait in the queue
    ///   channel: phone
    ///   live_wait: 9min # masa: ignore
    /// ```
    ///
    /// ## What to do
    ///
    /// Name the rule, and say why:
    ///
    /// ```yaml
    /// - name: I wait in the queue
    ///   channel: phone
    ///   live_wait: 9min # masa: ignore[long-live-wait] known since the strike, the hotline moves in March
    /// ```
    MALFORMED_SUPPRESSION = "JM021" "malformed-suppression", Upkeep, Warning, Check::Afterwards
}

rule! {
    /// A comment accepts a finding that is not there.
    ///
    /// Fires when a rule that ran found nothing where the comment accepts it. A rule that is off, or was left out
    /// by `--select` or `--ignore`, says nothing about its comments.
    ///
    /// ## Why
    ///
    /// What was mended needs no excuse any more, and the comment would hide the next mistake of this kind.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// - name: I wait in the queue
    ///   channel: phone
    ///   live_wait: 2min # masa: ignore[long-live-wait]
    /// ```
    ///
    /// ## What to do
    ///
    /// Remove the comment; `masa check --fix` does:
    ///
    /// ```yaml
    /// - name: I wait in the queue
    ///   channel: phone
    ///   live_wait: 2min
    /// ```
    UNUSED_SUPPRESSION = "JM022" "unused-suppression", Upkeep, Warning, Check::Afterwards
}

rule! {
    /// A comment accepts a finding without saying why.
    ///
    /// Fires when `require_suppression_reason = true` in `masa.toml` and nothing stands behind the brackets.
    ///
    /// ## Why
    ///
    /// Whoever reads the map next year has to know whether the reason still holds.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// live_wait: 9min # masa: ignore[long-live-wait]
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the reason behind the brackets:
    ///
    /// ```yaml
    /// live_wait: 9min # masa: ignore[long-live-wait] the hotline moves in March
    /// ```
    SUPPRESSION_WITHOUT_REASON = "JM023" "suppression-without-reason", Upkeep, Error, Check::Afterwards
}

rule! {
    /// The baseline accepts a finding that is not there any more.
    ///
    /// Fires at an entry of `masa-baseline.json` when the file it is about was checked and has fewer findings of
    /// this kind at this place than were accepted.
    ///
    /// ## Why
    ///
    /// A baseline is there to shrink. What was mended and stays in it could come back unnoticed.
    ///
    /// ## Example
    ///
    /// ```json
    /// {"format": "masa-baseline-v1", "findings": [
    /// {"path":"refund.journey.yaml","rule":"long-live-wait","at":"journey refund: touchpoints[wait].live_wait","count":2}
    /// ]}
    /// ```
    ///
    /// where the map has only one such wait left.
    ///
    /// ## What to do
    ///
    /// `masa baseline prune` removes what is mended and adds nothing.
    STALE_BASELINE_ENTRY = "JM024" "stale-baseline-entry", Upkeep, Info, Check::Afterwards
}

rule! {
    /// A rule is mentioned by a name or code that it had before.
    ///
    /// Old names keep working in `masa.toml`, in comments and on the command line.
    ///
    /// ## Why
    ///
    /// Two names for one rule make readers look for two rules.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [rules]
    /// a-name-of-last-year = "error"
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the name of today; `masa check --fix` does.
    RENAMED_RULE = "JM025" "renamed-rule", Upkeep, Warning, Check::Afterwards
}

rule! {
    /// A pattern of `[[overrides]]` matches no file.
    ///
    /// Fires at each pattern under `files` that is the path of no journey, persona or settings of the workspace. Looks
    /// only when the whole workspace is checked: with some files named, the others may be the ones that are meant.
    ///
    /// ## Why
    ///
    /// A folder was renamed, or a name has a slip, and the levels that somebody chose with care count nowhere. Nothing
    /// else shows it: the rules simply run as everywhere.
    ///
    /// ## Example
    ///
    /// ```toml
    /// [[overrides]]
    /// files = ["draft/**"]           # the folder is called drafts
    /// rules = {evidence = "off"}
    /// ```
    ///
    /// ## What to do
    ///
    /// Write the path from `masa.toml` on, or remove the pattern:
    ///
    /// ```toml
    /// [[overrides]]
    /// files = ["drafts/**"]
    /// rules = {evidence = "off"}
    /// ```
    UNUSED_OVERRIDE = "JM026" "unused-override", Upkeep, Info, Check::Afterwards
}
