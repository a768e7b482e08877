"""What the log calls the deeds around the rulebook, trainings, awards and scores."""

from core.i18n import N_

# Alphabetical.
ACTIONS = {
    "award.decided": N_("Decided a reward or penalty"),
    "award.replied": N_("Replied to a reward or penalty"),
    "award.withdrawn": N_("Took a reward or penalty back"),
    "breach.acted": N_("Made something follow from a breach"),
    "breach.excused": N_("Excused a breach"),
    "breach.explained": N_("Explained a breach"),
    "breach.refused": N_("Did not excuse a breach"),
    "chapter.added": N_("Added a chapter to the rulebook"),
    "handbook.installed": N_("Put the first rulebook in place"),
    "rule.confirmed": N_("Confirmed having read a rule"),
    "rule.draft_discarded": N_("Threw a rule's draft away"),
    "rule.drafted": N_("Drafted a rule"),
    "rule.entrusted": N_("Gave a rule another owner"),
    "rule.in_force": N_("Put a rule in force"),
    "rule.inspected": N_("Checked how a rule is kept"),
    "rule.retired": N_("Retired a rule"),
    "rule.reviewed": N_("Reviewed a rule"),
    "rule.revised": N_("Revised a rule's draft"),
    "rule.scheduled": N_("Set the day from which a rule holds"),
    "scores.frozen": N_("Froze the month's scores"),
    "training.attended": N_("Noted attendance and scores of a training"),
    "training.planned": N_("Planned a training"),
}
SUBJECTS = {
    "awards": N_("Reward or penalty"),
    "handbook_breaches": N_("Breach of a rule"),
    "handbook_chapters": N_("Chapter"),
    "handbook_rules": N_("Rule"),
    "inspections": N_("Check of a rule"),
    "trainings": N_("Training"),
}
