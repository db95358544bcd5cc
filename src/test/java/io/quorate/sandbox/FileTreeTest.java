package io.quorate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {

    @TempDir
    private Path folder;

    @Test
    void copiesFilesFoldersAndPermissionsToTheByte() throws IOException {
        byte[] mixed = new byte[300_001];
        Arrays.fill(mixed, 140_000, 150_000, (byte) 7);
        mixed[300_000] = 1;
        Files.createDirectories(folder.resolve("from/inner"));
        Files.write(folder.resolve("from/inner/mixed"), mixed);
        Files.write(folder.resolve("from/zeros"), new byte[200_000]);
        Files.writeString(folder.resolve("from/small"), "text");
        Files.setPosixFilePermissions(folder.resolve("from/zeros"), PosixFilePermissions.fromString("r--------"));

        FileTree.copy(folder.resolve("from"), folder.resolve("to"));

        assertThat(folder.resolve("to/inner/mixed")).hasBinaryContent(mixed);
        assertThat(folder.resolve("to/zeros")).hasBinaryContent(new byte[200_000]);
        assertThat(folder.resolve("to/small")).hasContent("text");
        assertThat(Files.getPosixFilePermissions(folder.resolve("to/zeros")))
                .isEqualTo(PosixFilePermissions.fromString("r--------"));
    }

    @Test
    void deletesAFolderWithAllInItAndMindsNoneThere() throws IOException {
        Files.createDirectories(folder.resolve("gone/inner"));
        Files.writeString(folder.resolve("gone/inner/file"), "text");

        FileTree.delete(folder.resolve("gone"));
        FileTree.delete(folder.resolve("gone"));

        assertThat(folder).isEmptyDirectory();
    }
}
