package io.quorate.raft.sim;

/** A deliberate bug, to see whether the simulation finds it. */
sealed interface Mutant {

    /** What is wrong, in a few words. */
    String bug();

    /** In the shell: what passes between core, disk and network is altered. */
    record Shell(String bug, Tampering tampering) implements Mutant {}

    /**
     * In the core: a copy of one of its source files, with one piece of text replaced, takes the place of the original.
     *
     * @param file below {@code io/quorate/raft/core}, without ending
     * @param text occurs exactly once
     */
    record Core(String bug, String file, String text, String replacement) implements Mutant {}
}
