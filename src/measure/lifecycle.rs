//! Where in a lifecycle a map lies: which of the seven groups of contacts it goes through.

use crate::model::{Journey, LifecycleGroup, Stage, StageRole, TouchpointRef};

/// Which of the groups a map shows, in their order.
pub type LifecycleGroups = [bool; LifecycleGroup::ALL.len()];

/// The groups of the stages and touchpoints of a map; roles of stages stand in for groups where asked.
pub fn lifecycle_groups(journey: &Journey, by_role: bool) -> LifecycleGroups {
    let mut found = LifecycleGroups::default();
    let mut mark = |group: Option<LifecycleGroup>| {
        if let Some(group) = group {
            found[group as usize] = true;
        }
    };
    for stage in &journey.stages {
        mark(if by_role { group_of_stage(stage) } else { stage.group });
        for touchpoint in &stage.touchpoints {
            mark(touchpoint.contact.map(|contact| contact.group()));
        }
    }
    found
}

/// The group a touchpoint lies in: that of its typical contact, or else that of its stage.
pub fn group_of_touchpoint(at: TouchpointRef<'_>) -> Option<LifecycleGroup> {
    at.touchpoint.contact.map(|contact| contact.group()).or_else(|| group_of_stage(at.stage))
}

/// The group of a stage: the one it names, or else the one its role lies in.
pub fn group_of_stage(stage: &Stage) -> Option<LifecycleGroup> {
    stage.group.or_else(|| stage.role.and_then(group_of_role))
}

/// The group in which a stage of a role lies; people recommend in any of them.
fn group_of_role(role: StageRole) -> Option<LifecycleGroup> {
    Some(match role {
        StageRole::Exposure
        | StageRole::Awareness
        | StageRole::Interest
        | StageRole::Search
        | StageRole::Consideration
        | StageRole::Decision => LifecycleGroup::Search,
        StageRole::Purchase => LifecycleGroup::Join,
        StageRole::Onboarding | StageRole::FirstUse => LifecycleGroup::First,
        StageRole::Use | StageRole::Service | StageRole::Complaint => LifecycleGroup::Ongoing,
        StageRole::Deepen | StageRole::Renew => LifecycleGroup::Deepen,
        StageRole::Leave => LifecycleGroup::Distance,
        StageRole::AfterLeave => LifecycleGroup::AfterParting,
        StageRole::Advocate => return None,
    })
}
