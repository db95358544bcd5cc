package io.quorate.analysis;

import io.quorate.model.BinlogCoordinates;
import io.quorate.model.GroupMembership;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.Observation;
import io.quorate.model.ProbeFailure;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.SemiSync;
import io.quorate.model.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is asked about one server when it is judged, computed once: how its probes went, which part it plays, its
 * direct replicas in numbers, and what each of them says about it. Rules look at nothing else.
 *
 * <p>The counts and flags are those of the old systems, so that their clients see the same; what each replica says
 * about its source ({@link #witnesses}) is what acting depends on.
 */
public final class Facts {

    private final Member member;
    private final List<Member> below;
    private final AnalysisSettings settings;
    private final AnalysisMemory memory;
    private final Instant now;
    private final boolean isHung;
    private final ReplicaCounts replicas;
    private final boolean isPrimary;
    private final boolean isFrozen;
    private final List<Witness> witnesses;

    private Facts(Member member, Topology topology, AnalysisSettings settings, AnalysisMemory memory, Instant now) {
        this.member = member;
        this.below = topology.replicasOf(member.key());
        this.settings = settings;
        this.memory = memory;
        this.now = now;
        this.isHung = isHung(member.observation());
        this.replicas = ReplicaCounts.of(member.key(), below, this::answers, settings.reasonableLag(), now);
        this.isPrimary = hasNoSource() && (groupName().isEmpty() || isGroupPrimary());
        this.isFrozen = memory.frozen().isFrozenFor(member, settings.lockedSemiSyncAfter());
        this.witnesses = isHealthy() ? List.of() : hear();
    }

    public static Facts of(
            Member member, Topology topology, AnalysisSettings settings, AnalysisMemory memory, Instant now) {
        return new Facts(member, topology, settings, memory, now);
    }

    private boolean isHealthy() {
        return isValid() && replicas.replicating() == replicas.count();
    }

    private List<Witness> hear() {
        return below.stream()
                .filter(this::isDirectReplica)
                .map(replica -> Witness.of(replica, answers(replica), failingSince(), settings, memory))
                .toList();
    }

    private boolean isDirectReplica(Member replica) {
        return channelOf(replica).filter(c -> c.source().equals(member.key())).isPresent();
    }

    private static Optional<ReplicationChannel> channelOf(Member member) {
        return member.instance().flatMap(Instance::channel);
    }

    // ---- probes

    /** A probe that neither ends nor fails: since then nothing was heard, though nothing was refused. */
    private boolean isHung(Observation seen) {
        return isUnderWay(seen)
                && seen.lastSeen()
                        .map(at -> at.plus(settings.pollPeriod())
                                .plus(settings.reasonableCheck())
                                .isBefore(now))
                        .orElse(false);
    }

    private boolean isUnderWay(Observation seen) {
        return seen.lastAttempted()
                .filter(began -> seen.lastChecked().map(began::isAfter).orElse(true))
                .map(began -> began.plus(settings.reasonableCheck()).isBefore(now))
                .orElse(false);
    }

    /**
     * Whether a replica counts as answering: its latest probe was good; and while its source fails, the one under way
     * does not take longer than a check should, for a recovery cannot wait for it.
     */
    private boolean answers(Member replica) {
        return replica.isLastCheckValid() && (isValid() || !isUnderWay(replica.observation()));
    }

    /** Whether its latest probe or pulse was good, and none has been under way for too long. */
    public boolean isValid() {
        return member.isLastCheckValid() && !isHung;
    }

    /** Whether the latest probe, which failed, at least read the server's variables; true after a good one. */
    public boolean isPartialSuccess() {
        return member.observation().partialSuccess();
    }

    /** Whether any probe of any process ever succeeded. */
    public boolean wasEverSeen() {
        return member.instance().isPresent();
    }

    /** Whether this process has seen it alive. */
    public boolean wasSeenByThisProcess() {
        return member.observation()
                .lastSeen()
                .filter(at -> !at.isBefore(memory.startedAt()))
                .isPresent();
    }

    /** When the first attempt of the latest unbroken row of failed ones began; empty while it answers. */
    public Optional<Instant> failingSince() {
        return isHung
                ? member.observation().lastAttempted()
                : member.observation().failingSince();
    }

    /** How long it has been failing; zero while it answers. */
    public Duration failingFor() {
        return failingSince().map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
    }

    /** How many attempts in a row have failed. */
    public int failedAttempts() {
        return member.observation().failedAttempts();
    }

    public Optional<ProbeFailure> failure() {
        return member.observation().failure();
    }

    // ---- the part it plays

    private boolean hasNoSource() {
        return channelOf(member).map(c -> c.source().isDetached()).orElse(true);
    }

    private String groupName() {
        return member.instance()
                .flatMap(Instance::group)
                .map(GroupMembership::groupName)
                .orElse("");
    }

    private boolean isGroupPrimary() {
        return member.instance()
                .flatMap(Instance::group)
                .map(GroupMembership::isPrimary)
                .orElse(false);
    }

    /** Whether it has no source (a detached one counts as none), and is no secondary of a group. */
    public boolean isPrimary() {
        return isPrimary;
    }

    public boolean isGroupMember() {
        return !groupName().isEmpty()
                && !member.instance()
                        .flatMap(Instance::group)
                        .map(g -> g.state().equals("OFFLINE"))
                        .orElse(true);
    }

    /** Whether it and one of its replicas replicate from each other. */
    public boolean isCoPrimary() {
        return member.isCoPrimary() || replicas.hasCoPrimary();
    }

    /** The part it plays; a co-primary is none other, also where the compatible code speaks of a source in between. */
    public Subject subject() {
        if (isCoPrimary()) {
            return Subject.CO_PRIMARY;
        }
        if (isGroupMember()) {
            return Subject.GROUP_MEMBER;
        }
        return isPrimary ? Subject.PRIMARY : Subject.INTERMEDIATE_SOURCE;
    }

    public boolean isBinlogServer() {
        return member.instance().map(Instance::isBinlogServer).orElse(false);
    }

    /** Whether it reports an error while connecting to its own source. */
    public boolean isFailingToConnect() {
        return channelOf(member).map(IoState::isFailingToConnect).orElse(false);
    }

    public boolean isReadOnly() {
        return member.instance().map(Instance::isReadOnly).orElse(false);
    }

    public int depth() {
        return member.depth();
    }

    public SemiSync semiSync() {
        return member.instance().map(Instance::semiSync).orElse(SemiSync.NONE);
    }

    /** Whether commits wait for more acknowledgements than can come. */
    public boolean isShortOfSemiSyncReplicas() {
        return FrozenCoordinates.isShortOfReplicas(semiSync());
    }

    /** Whether its binary log has stood still for long enough while commits wait. */
    public boolean isBinlogFrozen() {
        return isFrozen;
    }

    /** {@code gtid_mode}; empty on MariaDB. */
    public String gtidMode() {
        return member.instance().map(i -> i.gtid().mode()).orElse("");
    }

    public boolean usesPseudoGtid() {
        return member.instance().map(Instance::usesPseudoGtid).orElse(false);
    }

    /** Whether its replicas could be put below one of them, by any of the four methods. */
    public boolean canRegroupReplicas() {
        return replicas.allOracleGtid() || replicas.allMariaDbGtid() || replicas.allBinlogServers() || usesPseudoGtid();
    }

    public BinlogCoordinates binlogCoordinates() {
        return member.instance().map(i -> i.binaryLog().coordinates()).orElse(BinlogCoordinates.NONE);
    }

    // ---- neighbours

    public Member member() {
        return member;
    }

    public InstanceKey key() {
        return member.key();
    }

    /** Its own source as it names it, be it detached; empty when it has none. */
    public Optional<InstanceKey> source() {
        return channelOf(member).map(ReplicationChannel::source);
    }

    public ReplicaCounts replicas() {
        return replicas;
    }

    /** Its direct replicas by key. */
    public List<InstanceKey> replicaKeys() {
        return below.stream().filter(this::isDirectReplica).map(Member::key).toList();
    }

    /** What each direct replica says about it; empty when there is nothing to ask about: it answers and all replicate. */
    public List<Witness> witnesses() {
        return witnesses;
    }

    /** How many direct replicas say that. */
    public int count(Testimony testimony) {
        int found = 0;
        for (Witness witness : witnesses) {
            found += witness.testimony() == testimony ? 1 : 0;
        }
        return found;
    }

    /** How many are evidence that it is gone. */
    public int witnessCount() {
        return count(Testimony.LOST_CONNECTION) + count(Testimony.CANNOT_CONNECT);
    }

    AnalysisSettings settings() {
        return settings;
    }

    AnalysisMemory memory() {
        return memory;
    }

    Instant now() {
        return now;
    }
}
