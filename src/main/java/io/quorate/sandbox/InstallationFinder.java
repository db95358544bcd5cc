package io.quorate.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns a distribution into something that runs: unpacks it once into the cache, and completes its libraries. */
final class InstallationFinder {

    private static final Pattern VERSION = Pattern.compile("Ver ([0-9]+)\\.([0-9]+)\\.([0-9]+)");

    private final SandboxFolders folders;
    private final Consumer<String> messages;

    InstallationFinder(SandboxFolders folders, Consumer<String> messages) {
        this.folders = folders;
        this.messages = messages;
    }

    /** Finds or makes it; throws {@link DistributionUnavailable} with the reason if this machine cannot have it. */
    Installation find(ServerDistribution distribution) {
        requireLinuxOnAmd64(distribution);
        Path base = folders.cache().resolve(distribution.folder());
        Installation found;
        if (distribution.comesAsArchive()) {
            unpackOnce(distribution, base);
            found = unpacked(distribution, base);
        } else {
            found = FetchedServer.find(distribution, base);
        }
        Installation complete = new SharedLibraries(folders.cache(), messages).complete(found);
        return withVersion(complete);
    }

    private static void requireLinuxOnAmd64(ServerDistribution distribution) {
        String platform = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!platform.equals("Linux on amd64")) {
            throw new DistributionUnavailable(
                    distribution, "its binaries are for Linux on amd64, this machine is " + platform);
        }
    }

    private static Installation unpacked(ServerDistribution distribution, Path base) {
        Path server = base.resolve("bin").resolve(distribution.isMariaDb() ? "mariadbd" : "mysqld");
        return new Installation(distribution, 0, base, server, List.of(), Optional.empty(), base.resolve("share"));
    }

    private void unpackOnce(ServerDistribution distribution, Path base) {
        if (Files.exists(base)) {
            return;
        }
        Path archive = folders.archives().resolve(distribution.archive());
        if (!Files.exists(archive)) {
            throw new DistributionUnavailable(
                    distribution,
                    "no " + archive + "; `mvn package` puts it there, or name its folder with -Dquorate.servers=");
        }
        try {
            FolderLock.holding(base, () -> {
                if (!Files.exists(base)) {
                    unpack(archive, base);
                    messages.accept("Unpacked " + distribution + " into " + base);
                }
            });
        } catch (IOException e) {
            throw new SandboxException("Cannot unpack " + archive + " into " + base + ": " + e.getMessage(), e);
        }
    }

    /** Into a folder beside, renamed when complete: what has the name is whole. */
    private static void unpack(Path archive, Path base) throws IOException {
        Path scratch = Files.createTempDirectory(base.getParent(), base.getFileName() + ".unpack");
        try {
            Files.move(ServerArchive.unpack(archive, scratch), base, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            FileTree.delete(scratch);
        }
    }

    private static Installation withVersion(Installation found) {
        Shell.Result result = Shell.run(
                Duration.ofSeconds(20),
                found.baseFolder(),
                environment(found),
                Optional.empty(),
                concat(found.program(), "--no-defaults", "--version"));
        Matcher matcher = VERSION.matcher(result.output());
        if (!result.isSuccess() || !matcher.find()) {
            throw new DistributionUnavailable(
                    found.distribution(), found.server() + " does not run: " + result.lastLine());
        }
        int version = 10_000 * Integer.parseInt(matcher.group(1))
                + 100 * Integer.parseInt(matcher.group(2))
                + Integer.parseInt(matcher.group(3));
        return new Installation(
                found.distribution(),
                version,
                found.baseFolder(),
                found.server(),
                found.loader(),
                found.libraries(),
                found.share());
    }

    static Map<String, String> environment(Installation installation) {
        return installation
                .libraries()
                .map(folder -> Map.of("LD_LIBRARY_PATH", folder.toString()))
                .orElse(Map.of());
    }

    private static List<String> concat(List<String> program, String... arguments) {
        return Stream.concat(program.stream(), Stream.of(arguments)).toList();
    }
}
