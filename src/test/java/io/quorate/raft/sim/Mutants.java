package io.quorate.raft.sim;

import java.util.ArrayList;
import java.util.List;

/** All deliberate bugs. */
final class Mutants {

    private Mutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(ShellMutants.ALL);
        all.addAll(CoreMutants.ALL);
        return all;
    }
}
