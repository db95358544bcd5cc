package io.quorate.recovery.plan;

import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.gtid.GtidSet;
import io.quorate.model.gtid.OracleGtidSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The replicas that a dead primary leaves behind and that were measured, and the transactions that they hold together.
 * All of one GTID flavour: those of the other one count as having no GTIDs.
 */
final class Contenders {

    private final List<Contender> all;
    private final Optional<GtidSet> total;

    private Contenders(List<Contender> all) {
        this.all = all;
        this.total = all.stream()
                .filter(Contender::isProgressClean)
                .flatMap(c -> c.progress().stream())
                .reduce(GtidSet::union);
    }

    static Contenders of(PrimaryFailure failure, Map<InstanceKey, Reading> readings) {
        Optional<Instance> primary = failure.failedMember().instance();
        List<Contender> found = new ArrayList<>();
        for (Member member : Orphans.reachable(failure.topology(), failure.failed())) {
            Reading reading = readings.get(member.key());
            if (reading != null) {
                member.instance()
                        .ifPresent(instance -> contender(failure, member, instance, reading, primary)
                                .ifPresent(found::add));
            }
        }
        return new Contenders(ofOneFlavor(found));
    }

    private static Optional<Contender> contender(
            PrimaryFailure failure, Member member, Instance instance, Reading reading, Optional<Instance> primary) {
        Optional<ReplicationChannel> before = instance.channel();
        return before.map(link -> {
            Optional<GtidSet> executed = reading.executed();
            return new Contender(
                    member,
                    instance,
                    reading.channel(link),
                    failure.isStopped(instance, link),
                    executed,
                    ErrantSinceProbe.of(instance, executed, primary));
        });
    }

    private static List<Contender> ofOneFlavor(List<Contender> found) {
        long oracle = found.stream().filter(Contenders::isOracle).count();
        long mariaDb = found.stream()
                .filter(c -> c.executed().isPresent() && !isOracle(c))
                .count();
        boolean wanted = oracle >= mariaDb;
        return found.stream()
                .map(c -> c.executed().isEmpty() || isOracle(c) == wanted ? c : withoutGtids(c))
                .toList();
    }

    private static boolean isOracle(Contender c) {
        return c.executed().map(OracleGtidSet.class::isInstance).orElse(false);
    }

    private static Contender withoutGtids(Contender c) {
        return new Contender(c.member(), c.instance(), c.channel(), c.wasStopped(), Optional.empty(), Optional.empty());
    }

    List<Contender> all() {
        return all;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether no replica at all can be placed below another by GTID. */
    boolean noneIsPositioned() {
        return all.stream().allMatch(c -> c.positioning().isEmpty());
    }

    /** What they hold together of the primary's transactions; empty without GTIDs. */
    Optional<GtidSet> total() {
        return total;
    }

    /** How many transactions that others hold it has not received; without GTIDs as many as can be. */
    long missing(Contender contender) {
        return contender
                .progress()
                .flatMap(own -> total.map(t -> t.countBeyond(own)))
                .orElse(Long.MAX_VALUE);
    }

    /** Most advanced first; where GTIDs do not tell, by what was read of the source's binary log. */
    Comparator<Contender> mostAdvancedFirst() {
        return Comparator.comparingLong(this::missing)
                .thenComparing(c -> c.channel().readCoordinates(), Comparator.reverseOrder());
    }
}
