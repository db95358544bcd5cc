package io.quorate.sandbox;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the sandbox finds and keeps things.
 *
 * @param archives folder of the server archives that the build copied
 * @param cache unpacked servers, prepared data directories and libraries; shared by all processes of this user
 * @param work parent of the folders of running servers; short, as socket paths are limited to 107 bytes
 */
public record SandboxFolders(Path archives, Path cache, Path work) {

    /**
     * From the system properties {@code quorate.servers} and {@code quorate.cache}, else the variable {@code
     * QUORATE_CACHE}, else {@code servers} beside the program and {@code ~/.cache/quorate}.
     */
    public static SandboxFolders standard() {
        String servers = System.getProperty("quorate.servers");
        return new SandboxFolders(
                servers == null
                        ? besideTheProgram().resolve("servers")
                        : Path.of(servers).toAbsolutePath(),
                cacheFolder().resolve("servers"),
                Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    private static Path cacheFolder() {
        String property = System.getProperty("quorate.cache");
        String variable = System.getenv("QUORATE_CACHE");
        if (isSet(property) || isSet(variable)) {
            return Path.of(isSet(property) ? property : variable).toAbsolutePath();
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = isSet(xdg) ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("quorate").toAbsolutePath();
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    /** {@code target}, both for {@code target/classes} and for {@code target/quorate.jar}. */
    private static Path besideTheProgram() {
        CodeSource source = SandboxFolders.class.getProtectionDomain().getCodeSource();
        try {
            Path program = Path.of(source.getLocation().toURI()).toAbsolutePath();
            Path parent = program.getParent();
            return parent == null ? program : parent;
        } catch (URISyntaxException e) {
            throw new SandboxException("Cannot tell where the program lies: " + e.getMessage(), e);
        }
    }
}
