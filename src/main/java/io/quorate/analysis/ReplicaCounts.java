package io.quorate.analysis;

import io.quorate.model.BinaryLog;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.ReplicationChannel;
import io.quorate.model.ServerVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The direct replicas of one server, counted the way the old systems count them. Members of its replication group are
 * not among them; downtimed replicas are. Unless a count says "valid", a replica that does not answer counts with what
 * it said last.
 */
public final class ReplicaCounts {

    private int count;
    private int valid;
    private int replicating;
    private int failingToConnect;
    private int lagging;
    private int delayed;
    private int downtimed;
    private int semiSync;
    private int logging;
    private int statement;
    private int mixed;
    private int row;
    private int oracleGtid;
    private int mariaDbGtid;
    private int binlogServers;
    private boolean hasCoPrimary;
    private final Set<Integer> lines = new HashSet<>(4);
    private String minGtidMode = "";
    private String maxGtidMode = "";
    private String maxErrant = "";

    private ReplicaCounts() {}

    /** @param isValid whether a replica answers */
    static ReplicaCounts of(
            InstanceKey source, List<Member> below, Predicate<Member> isValid, Duration reasonableLag, Instant now) {
        ReplicaCounts counts = new ReplicaCounts();
        for (Member member : below) {
            if (member.instance().isPresent()) {
                Instance instance = member.instance().get();
                instance.channel()
                        .filter(channel -> channel.source().equals(source))
                        .ifPresent(channel -> counts.add(member, instance, channel, isValid, reasonableLag, now));
            }
        }
        return counts;
    }

    private void add(
            Member member,
            Instance instance,
            ReplicationChannel channel,
            Predicate<Member> isValid,
            Duration reasonableLag,
            Instant now) {
        if (isValid.test(member)) {
            addValid(instance, channel);
        }
        lagging += one(instance.lag().isKnownToExceed(reasonableLag));
        delayed += one(!channel.configuredDelay().isZero());
        semiSync += one(instance.semiSync().replicaEnabled());
        hasCoPrimary |= member.isCoPrimary();
        addGtidMode(instance.gtid().mode());
        if (instance.binaryLog().canFeedReplicas()) {
            addLogging(instance.binaryLog(), instance.version());
        }
        if (member.isDowntimedAt(now)) {
            downtimed++;
        } else if (instance.gtid().hasErrant()) {
            String errant = instance.gtid().errant().map(set -> set.toLine()).orElse("");
            maxErrant = errant.compareTo(maxErrant) > 0 ? errant : maxErrant;
        }
        count++;
    }

    private void addValid(Instance instance, ReplicationChannel channel) {
        valid++;
        replicating += one(channel.isReplicating());
        failingToConnect += one(IoState.isFailingToConnect(channel));
        oracleGtid += one(channel.gtidMode() == ReplicationChannel.Positioning.ORACLE_GTID);
        mariaDbGtid += one(channel.gtidMode() == ReplicationChannel.Positioning.MARIADB_GTID);
        binlogServers += one(instance.isBinlogServer());
    }

    private void addGtidMode(String mode) {
        minGtidMode = count == 0 || mode.compareTo(minGtidMode) < 0 ? mode : minGtidMode;
        maxGtidMode = mode.compareTo(maxGtidMode) > 0 ? mode : maxGtidMode;
    }

    private void addLogging(BinaryLog log, ServerVersion version) {
        logging++;
        statement += one(log.format().equals("STATEMENT"));
        mixed += one(log.format().equals("MIXED"));
        row += one(log.format().equals("ROW"));
        lines.add(version.major() * 1000 + version.minor());
    }

    private static int one(boolean holds) {
        return holds ? 1 : 0;
    }

    public int count() {
        return count;
    }

    /** Those whose latest probe was good. */
    public int valid() {
        return valid;
    }

    /** The valid ones whose two threads run. */
    public int replicating() {
        return replicating;
    }

    /** The valid ones that run their SQL thread and report an error while connecting. */
    public int failingToConnect() {
        return failingToConnect;
    }

    /** Those with a known lag above {@code ReasonableReplicationLagSeconds}. */
    public int lagging() {
        return lagging;
    }

    /** Those that somebody asked to stay behind. */
    public int delayed() {
        return delayed;
    }

    public int downtimed() {
        return downtimed;
    }

    /** Those asked to acknowledge. */
    public int semiSync() {
        return semiSync;
    }

    /** Those that could have replicas themselves. */
    public int logging() {
        return logging;
    }

    /** The logging ones with STATEMENT format. */
    public int statement() {
        return statement;
    }

    /** The logging ones with MIXED format. */
    public int mixed() {
        return mixed;
    }

    /** The logging ones with ROW format. */
    public int row() {
        return row;
    }

    /** How many release lines ({@code 8.0}) the logging ones have. */
    public int versions() {
        return lines.size();
    }

    /** Whether there are valid ones, and all of them use Oracle GTID. */
    public boolean allOracleGtid() {
        return valid > 0 && oracleGtid == valid;
    }

    /** Whether there are valid ones, and all of them use MariaDB GTID. */
    public boolean allMariaDbGtid() {
        return valid > 0 && mariaDbGtid == valid;
    }

    /** Whether there are valid ones, and all of them are binlog servers. */
    public boolean allBinlogServers() {
        return valid > 0 && binlogServers == valid;
    }

    /** Whether one of them is also its source's source. */
    public boolean hasCoPrimary() {
        return hasCoPrimary;
    }

    /** The first {@code gtid_mode} by alphabet; empty without replicas. */
    public String minGtidMode() {
        return minGtidMode;
    }

    /** The last {@code gtid_mode} by alphabet; empty without replicas. */
    public String maxGtidMode() {
        return maxGtidMode;
    }

    /** The last errant set by alphabet among replicas that are not downtimed; empty when none has any. */
    public String maxErrant() {
        return maxErrant;
    }

    /** Whether all, and at least one, are downtimed. */
    public boolean areAllDowntimed() {
        return count > 0 && downtimed == count;
    }
}
