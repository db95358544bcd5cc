package io.quorate.raft.sim;

/** What may go wrong; a seed switches a random set of these on. */
enum Fault {
    LOSS("messages vanish"),
    DUPLICATION("messages arrive twice"),
    REORDERING("delays differ widely, messages overtake each other"),
    SLOW_LINK("some links take 200 ms for a while"),
    PARTITION("groups of nodes are cut off from each other: halves, a ring, a bridge, one alone"),
    ONE_WAY("a link is cut in one direction"),
    LATE_BULK("connections hold what was sent during a cut and deliver it long after the heal, in order"),
    CRASH("nodes die, lose what was not synced, and come back"),
    CRASH_ALL("all nodes die at once"),
    SLOW_DISK("syncs take up to seconds"),
    FAILING_DISK("a sync fails: the node stops, what it wrote may be there or not"),
    PAUSE("processes stand still for 0.1 to 10 s, then get all that piled up"),
    CLOCK_RATE("monotonic clocks run up to 1 % fast or slow"),
    WALL_CLOCK("wall clocks are hours off and jump"),
    SLOW_APPLIER("entries are applied late"),
    MEMBERSHIP("learners, promotions, removals, priorities"),
    WIPE("a node comes back with an empty disk under a new incarnation"),
    TRANSFER("leadership is handed over"),
    ABSTAIN("nodes yield for a while"),
    HINTS("the transport reports nodes as unreachable, rightly or not");

    private final String meaning;

    Fault(String meaning) {
        this.meaning = meaning;
    }

    String meaning() {
        return meaning;
    }
}
