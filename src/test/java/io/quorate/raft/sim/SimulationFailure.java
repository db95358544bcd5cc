package io.quorate.raft.sim;

/** A promise was broken. */
final class SimulationFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String promise;

    /**
     * @param promise the invariant's name, as in docs/consensus-testing.md
     * @param how what was seen
     */
    SimulationFailure(String promise, String how) {
        super(promise + ": " + how);
        this.promise = promise;
    }

    SimulationFailure(String promise, String how, Throwable cause) {
        super(promise + ": " + how, cause);
        this.promise = promise;
    }

    String promise() {
        return promise;
    }

    static void unless(boolean holds, String promise, java.util.function.Supplier<String> how) {
        if (!holds) {
            throw new SimulationFailure(promise, how.get());
        }
    }
}
