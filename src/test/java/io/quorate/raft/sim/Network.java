package io.quorate.raft.sim;

import io.quorate.raft.core.membership.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries messages between machines, as badly as the plan says. */
final class Network {

    private record Direction(NodeId from, NodeId to) {}

    private final Schedule schedule;
    private final Plan plan;
    private final Dice dice;
    private final Map<Direction, Link> links = new HashMap<>();
    private boolean healed;

    Network(Schedule schedule, Plan plan) {
        this.schedule = schedule;
        this.plan = plan;
        this.dice = new Dice(plan.seed(), "network");
    }

    Link link(NodeId from, NodeId to) {
        return links.computeIfAbsent(new Direction(from, to), direction -> new Link());
    }

    void send(NodeId from, NodeId to, Object message, Runnable delivery) {
        Link link = link(from, to);
        boolean connection = plan.has(Fault.LATE_BULK);
        if (connection && (link.isCut() || link.isHolding())) {
            link.hold(() -> arriveIn(dice.between(0, Schedule.MILLI), from, to, message, delivery, link));
            return;
        }
        if (link.isCut() || isLost()) {
            return;
        }
        arriveIn(delay(link), from, to, message, delivery, link);
        if (!healed && plan.has(Fault.DUPLICATION) && !connection && dice.chance(0.05)) {
            arriveIn(delay(link) * 3, from, to, message, delivery, link);
        }
    }

    private boolean isLost() {
        return !healed && plan.has(Fault.LOSS) && !plan.has(Fault.LATE_BULK) && dice.chance(plan.loss());
    }

    private long delay(Link link) {
        long delay = dice.between(100_000, 5 * Schedule.MILLI);
        if (!healed && plan.has(Fault.REORDERING) && dice.chance(0.1)) {
            delay += dice.around(150 * Schedule.MILLI);
        }
        return link.isSlow() ? delay + 200 * Schedule.MILLI : delay;
    }

    private void arriveIn(long delay, NodeId from, NodeId to, Object message, Runnable delivery, Link link) {
        long wait = plan.has(Fault.LATE_BULK) ? link.inOrder(schedule.now() + delay) - schedule.now() : delay;
        schedule.in(wait, from + ">" + to, "arrives", message, delivery);
    }

    /** Cuts one direction. */
    void cut(NodeId from, NodeId to) {
        link(from, to).cut();
    }

    /** Takes back one {@link #cut}; a connection comes back some time later (exponential back-off of both ends). */
    void uncut(NodeId from, NodeId to) {
        Link link = link(from, to);
        if (link.uncut() && link.isHolding()) {
            long backOff =
                    dice.chance(0.1) ? dice.between(0, 60 * Schedule.SECOND) : dice.between(0, 2 * Schedule.SECOND);
            schedule.in(backOff, from + ">" + to, "reconnects", () -> reconnect(link));
        }
    }

    private void reconnect(Link link) {
        if (!link.isCut()) {
            link.release().forEach(Runnable::run);
        }
    }

    /** From now on everything works; connections are back at once. All cuts have been taken back before. */
    void heal() {
        healed = true;
        List<Link> inOrder = new ArrayList<>();
        links.keySet().stream()
                .sorted(java.util.Comparator.comparing(Direction::from).thenComparing(Direction::to))
                .forEach(direction -> inOrder.add(links.get(direction)));
        inOrder.forEach(this::reconnect);
    }
}
