package io.quorate.api;

import io.quorate.model.Condition;
import io.quorate.model.Instance;
import io.quorate.model.InstanceKey;
import io.quorate.model.Member;
import io.quorate.model.SemiSync;
import io.quorate.model.Thresholds;
import io.quorate.model.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A topology as an indented tree, one line a server; what consoles show and scripts grep. */
public final class TopologyText {

    private final Topology topology;
    private final Thresholds thresholds;
    private final Instant now;

    public TopologyText(Topology topology, Thresholds thresholds, Instant now) {
        this.topology = topology;
        this.thresholds = thresholds;
        this.now = now;
    }

    private record Line(String name, Member member) {}

    /** {@code + db2:3306 [0s,ok,8.0.31,ro,ROW,>>,GTID]}, descriptions aligned. */
    public String plain() {
        return aligned(line -> " [" + shortDescription(line.member()) + "]");
    }

    /** The plain form with {@code [name=value,...]} at the end of each line. */
    public String withTags() {
        return aligned(line -> " [" + shortDescription(line.member()) + "] [" + tags(line.member()) + "]");
    }

    /** Columns separated by {@code |}, each padded to its widest cell; the second one to the right. */
    public String tabulated() {
        List<List<String>> rows = lines().stream()
                .map(line -> {
                    List<String> row = new ArrayList<>(List.of(line.name()));
                    row.addAll(tokens(line.member()));
                    return row;
                })
                .toList();
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> padded(row, widths)).collect(Collectors.joining("\n"));
    }

    private static String padded(List<String> row, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            text.append(i == 0 ? "" : "|").append(i == 1 ? padding + row.get(i) : row.get(i) + padding);
        }
        return text.toString();
    }

    private interface Description {
        String of(Line line);
    }

    private String aligned(Description description) {
        List<Line> lines = lines();
        int width = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
        return lines.stream()
                .map(line -> line.name() + " ".repeat(width - line.name().length()) + description.of(line))
                .collect(Collectors.joining("\n"));
    }

    /** Heads first, each with what hangs below it; servers no head leads to come last, at the margin. */
    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Set<InstanceKey> drawn = new HashSet<>();
        topology.heads().forEach(head -> draw(head, head.isCoPrimary() ? 1 : 0, lines, drawn));
        topology.members().forEach(member -> draw(member, 0, lines, drawn));
        return lines;
    }

    private void draw(Member member, int depth, List<Line> lines, Set<InstanceKey> drawn) {
        if (!drawn.add(member.key())) {
            return;
        }
        String alias = member.instance().map(Instance::alias).orElse("");
        String name = member.key() + (alias.isEmpty() ? "" : " (" + alias + ")");
        lines.add(new Line(depth == 0 ? name : "  ".repeat(depth - 1) + mark(member) + name, member));
        for (Member replica : topology.replicasOf(member.key())) {
            if (!replica.isCoPrimary()) {
                draw(replica, depth + 1, lines, drawn);
            }
        }
    }

    private String mark(Member member) {
        if (member.instance().map(Instance::isGroupSecondary).orElse(false)) {
            return "‡ ";
        }
        boolean fine = member.isReplicating()
                && member.isLastCheckValid()
                && Condition.of(member, thresholds, now).isRecentlyChecked();
        return fine ? "+ " : "- ";
    }

    private String shortDescription(Member member) {
        return tokens(member).stream().filter(token -> !token.isEmpty()).collect(Collectors.joining(","));
    }

    private List<String> tokens(Member member) {
        Condition condition = Condition.of(member, thresholds, now);
        Optional<Instance> instance = member.instance();
        return List.of(
                condition.lag(),
                condition.status(),
                instance.map(i -> i.version().text()).orElse(""),
                instance.map(Instance::isReadOnly).orElse(false) ? "ro" : "rw",
                instance.map(i -> i.binaryLog().isEnabled() ? i.binaryLog().format() : "nobinlog")
                        .orElse("nobinlog"),
                extras(member));
    }

    private String extras(Member member) {
        List<String> extras = new ArrayList<>();
        member.instance().ifPresent(instance -> {
            if (instance.binaryLog().canFeedReplicas()) {
                extras.add(">>");
            }
            if (instance.usesOracleGtid()
                    || instance.usesMariaDbGtid()
                    || instance.gtid().supportsOracleGtid()) {
                extras.add(instance.gtid().hasErrant() ? "GTID:errant" : "GTID");
            }
            if (instance.usesPseudoGtid()) {
                extras.add("P-GTID");
            }
            addSemiSync(instance.semiSync(), extras);
        });
        if (member.isDowntimedAt(now)) {
            extras.add("downtimed");
        }
        return String.join(",", extras);
    }

    private static void addSemiSync(SemiSync semiSync, List<String> extras) {
        if (semiSync.sourceActive()) {
            extras.add("semi:master");
        }
        if (semiSync.replicaActive()) {
            extras.add("semi:replica");
        }
    }

    private static String tags(Member member) {
        return member.annotations().tags().entrySet().stream()
                .map(tag -> tag.getValue().isEmpty() ? tag.getKey() : tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(","));
    }
}
