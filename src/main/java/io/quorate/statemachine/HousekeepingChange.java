package io.quorate.statemachine;

import java.time.Instant;

/** Removal of what is over; proposed by the leader, so that all nodes remove the same. */
public sealed interface HousekeepingChange extends Change {

    /**
     * @param at what counts as now
     * @param candidatesRegisteredAfter older promotion rules lapse ({@code CandidateInstanceExpireMinutes})
     * @param historyAfter older detections, recoveries and steps go ({@code AuditPurgeDays})
     */
    record RemoveLapsed(Instant at, Instant candidatesRegisteredAfter, Instant historyAfter)
            implements HousekeepingChange {
        @Override
        public Transition applyTo(ClusterState state) {
            return Transition.done(state.with(state.fleet().withoutLapsed(at))
                    .with(state.notes().withoutLapsed(at, candidatesRegisteredAfter))
                    .with(state.recoveries().withoutOlderThan(historyAfter, at))
                    .with(state.registrations().withoutLapsed(at, historyAfter)));
        }
    }
}
