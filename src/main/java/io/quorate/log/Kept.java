package io.quorate.log;

import io.quorate.raft.core.log.RequestId;
import io.quorate.raft.core.session.Sessions;
import io.quorate.statemachine.Change;
import io.quorate.statemachine.ClusterState;
import io.quorate.statemachine.Outcome;
import io.quorate.statemachine.Transition;
import java.util.Optional;

/** What a single node's journal adds up to: the state, and what was answered to requests with a name. */
record Kept(ClusterState state, Sessions sessions) {

    static final Kept EMPTY = new Kept(ClusterState.EMPTY, Sessions.EMPTY);

    Optional<Outcome> outcomeOf(RequestId request) {
        return sessions.result(request).map(ClusterMachine::decode);
    }

    Kept with(Object event) {
        if (event instanceof Requested requested) {
            Transition transition = requested.change().applyTo(state);
            return new Kept(
                    transition.state(),
                    sessions.remember(
                            requested.request(), ClusterMachine.encode(transition.outcome()), requested.stampMillis()));
        }
        return new Kept(((Change) event).applyTo(state).state(), sessions);
    }
}
