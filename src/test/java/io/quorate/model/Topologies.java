package io.quorate.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Topologies as text, for fixtures and for failing tests.
 *
 * <pre>
 * * version=8.0.31 format=ROW            words for every server below
 * db1 primary timeout failing=2s         a head; the first one names the cluster
 * + db2 replica io-error gtid=1-900      replicates from db1
 *   + db3 stopped                        replicates from db2
 * + db4:3307 lag=60s dc=other            replicates from db1
 * # a remark
 * </pre>
 *
 * <p>A server replicates from the nearest line above that is indented less. Names without a port get 3306. A word that
 * is not known is an error; {@link ServerWords} lists them all. Without words a server is a healthy MySQL 8.0.31 with
 * Oracle GTID and row-based logging, seen a second ago, replicating if it has a source.
 */
public final class Topologies {

    /** The hour at which {@link #parse(String)} is looked at. */
    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private Topologies() {}

    /** As {@link #parse(String, Instant)}, at {@link #NOW}. */
    public static Topology parse(String text) {
        return parse(text, NOW);
    }

    /** Reads the text; spans such as {@code seen=3s} count back from {@code now}. */
    public static Topology parse(String text, Instant now) {
        List<ServerSketch> sketches = read(text);
        Map<InstanceKey, ServerSketch> byKey = new HashMap<>();
        for (ServerSketch sketch : sketches) {
            if (byKey.put(sketch.key, sketch) != null) {
                throw new IllegalArgumentException(sketch.key + " is drawn twice");
            }
        }
        if (sketches.isEmpty()) {
            throw new IllegalArgumentException("no server is drawn in: " + text);
        }
        List<Observation> observations =
                sketches.stream().map(s -> s.observation(byKey, now)).toList();
        String name = sketches.stream()
                .filter(s -> s.namesCluster)
                .findFirst()
                .orElse(sketches.get(0))
                .key
                .toString();
        return Topology.of(
                name,
                observations,
                key -> byKey.containsKey(key) ? byKey.get(key).annotations(now) : Annotations.NONE);
    }

    /** The topology in the form that {@link #parse(String, Instant)} reads, with all words that are not the default. */
    public static String print(Topology topology, Instant now) {
        return new TopologyPrinter(topology, now).print();
    }

    /** {@code db1} as {@code db1:3306}. */
    public static InstanceKey key(String name) {
        return InstanceKey.parse(name).orElseThrow(() -> new IllegalArgumentException("no server name: " + name));
    }

    /** {@code 500ms}, {@code 3s}, {@code 5m}, {@code 2h}, {@code 1d}. */
    public static Duration span(String text) {
        return ServerWords.span(text);
    }

    private static List<ServerSketch> read(String text) {
        List<ServerSketch> sketches = new ArrayList<>();
        List<String> common = new ArrayList<>();
        Deque<Place> path = new ArrayDeque<>();
        for (String line : text.lines().toList()) {
            String words = line.strip();
            if (words.isEmpty() || words.startsWith("#")) {
                continue;
            }
            if (words.startsWith("* ")) {
                common.addAll(split(words.substring(2)));
                continue;
            }
            int indent = words.startsWith("+ ") ? line.indexOf('+') : -1;
            while (!path.isEmpty() && path.peek().indent() >= indent) {
                path.pop();
            }
            ServerSketch sketch = sketch(words, common, sketches, path.peek() == null ? null : path.peek().sketch);
            path.push(new Place(indent, sketch));
            sketches.add(sketch);
        }
        return sketches;
    }

    private static ServerSketch sketch(
            String line, List<String> common, List<ServerSketch> earlier, @Nullable ServerSketch source) {
        List<String> words = split(line.startsWith("+ ") ? line.substring(2) : line);
        ServerSketch sketch = new ServerSketch(key(words.get(0)), earlier.size() + 1, source);
        common.forEach(word -> ServerWords.apply(word, sketch));
        words.subList(1, words.size()).forEach(word -> ServerWords.apply(word, sketch));
        return sketch;
    }

    private static List<String> split(String words) {
        return List.of(words.strip().split("\\s+"));
    }

    private record Place(int indent, ServerSketch sketch) {}
}
