package io.quorate.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How one server fares at a given time: how fresh our knowledge of it is, and what is wrong with it by itself. Ages are
 * compared in whole seconds, so that a probe that takes a few milliseconds does not make its server look late.
 *
 * @param isUpToDate a probe ended within the poll period
 * @param isRecentlyChecked a probe ended within five poll periods
 * @param status one word for people: {@code invalid}, {@code unchecked}, {@code nonreplicating}, {@code lag} or
 *     {@code ok}, the first that holds
 * @param lag for people: {@code 3s}, {@code null} when the replica does not tell, {@code unknown}, {@code detached}
 * @param problems in the order of {@link Problem}; at most one of the first four
 */
public record Condition(
        boolean isUpToDate, boolean isRecentlyChecked, String status, String lag, List<Problem> problems) {

    public Condition {
        problems = List.copyOf(problems);
    }

    public static Condition of(Member member, Thresholds thresholds, Instant now) {
        boolean recent = isCheckedWithin(member, thresholds.recentCheck(), now);
        return new Condition(
                isCheckedWithin(member, thresholds.pollPeriod(), now),
                recent,
                status(member, recent, thresholds),
                lag(member, recent),
                problems(member, recent, thresholds));
    }

    private static boolean isCheckedWithin(Member member, Duration span, Instant now) {
        return member.observation()
                .lastChecked()
                .map(at -> Duration.between(at, now).toSeconds() <= span.toSeconds())
                .orElse(false);
    }

    private static String status(Member member, boolean recent, Thresholds thresholds) {
        if (!member.isLastCheckValid()) {
            return "invalid";
        }
        if (!recent) {
            return "unchecked";
        }
        if (member.isReplica() && !member.isReplicating()) {
            return "nonreplicating";
        }
        return member.isReplica() && !member.lagsAtMost(thresholds.maintenanceLag()) ? "lag" : "ok";
    }

    private static String lag(Member member, boolean recent) {
        if (hasDetachedCoordinates(member)) {
            return "detached";
        }
        if (!member.isLastCheckValid() || !recent) {
            return "unknown";
        }
        if (!member.isReplica()) {
            return "0s";
        }
        return member.isReplicating() ? member.lag().fold(l -> l.toSeconds() + "s", () -> "null") : "null";
    }

    /** An old way of cutting a replica off: its coordinates, not its source's name, were made unusable. */
    private static boolean hasDetachedCoordinates(Member member) {
        return member.instance()
                .flatMap(Instance::channel)
                .map(c -> c.executedCoordinates().file().startsWith("//"))
                .orElse(false);
    }

    private static List<Problem> problems(Member member, boolean recent, Thresholds thresholds) {
        List<Problem> found = new ArrayList<>();
        if (!member.isLastCheckValid()) {
            found.add(Problem.LAST_CHECK_INVALID);
        } else if (!recent) {
            found.add(Problem.NOT_RECENTLY_CHECKED);
        } else if (member.isReplica() && !member.isReplicating()) {
            found.add(Problem.NOT_REPLICATING);
        } else if (member.lag().isKnown() && !member.lagsAtMost(thresholds.reasonableLag())) {
            found.add(Problem.REPLICATION_LAG);
        }
        member.instance().ifPresent(instance -> {
            if (instance.gtid().hasErrant()) {
                found.add(Problem.ERRANT_GTID);
            }
            if (instance.group().map(g -> !g.state().equals("ONLINE")).orElse(false)) {
                found.add(Problem.GROUP_REPLICATION_MEMBER_NOT_ONLINE);
            }
        });
        return found;
    }
}
