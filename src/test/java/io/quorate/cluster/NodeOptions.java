package io.quorate.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the nodes of a group have in common.
 *
 * @param program the beginning of the command line, up to {@code server}
 * @param settings further lines of the configuration file: name and value as JSON
 */
public record NodeOptions(List<String> program, Map<String, String> settings) {

    public NodeOptions {
        program = List.copyOf(program);
        settings = Map.copyOf(settings);
    }

    /** The classes under test on the JVM of the tests, with a small heap, quick to start. */
    public static NodeOptions classes() {
        return new NodeOptions(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms32m",
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile="
                                + Path.of("src/main/resources/logback.xml").toAbsolutePath(),
                        "-cp",
                        classPath(),
                        System.getProperty("quorate.main", "io.quorate.app.Main")),
                Map.of());
    }

    /** Nodes find it from any folder. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(":"));
    }

    /** The script that users start. */
    public static NodeOptions script(Path home) {
        return new NodeOptions(List.of(home.resolve("bin/quorate").toString()), Map.of());
    }

    public NodeOptions with(String setting, String json) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(setting, json);
        return new NodeOptions(program, more);
    }
}
