package io.quorate.statemachine;

/** The state after a change, and what the change came to. */
public record Transition(ClusterState state, Outcome outcome) {

    static Transition done(ClusterState state) {
        return new Transition(state, Outcome.done());
    }

    static Transition done(ClusterState state, long id) {
        return new Transition(state, new Outcome.Done(id));
    }

    static Transition refused(ClusterState unchanged, String reason) {
        return new Transition(unchanged, Outcome.refused(reason));
    }
}
