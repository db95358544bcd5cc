package io.quorate.app.kv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * {@code peers.json}: the names of the group's nodes when this one last looked. A node that finds the file asks them before
 * it founds a group of its own.
 */
public final class PeersFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public PeersFile(Path folder) {
        this.file = folder.resolve("peers.json");
    }

    /** Empty when there is none. */
    public List<String> read() throws IOException {
        try {
            return List.of(JSON.readValue(Files.readString(file), String[].class));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a JSON list of names: " + e.getOriginalMessage(), e);
        }
    }

    /** Replaces it, as a whole or not at all. */
    public void write(List<String> nodeIds) throws IOException {
        Path next = file.resolveSibling("peers.json.new");
        Files.writeString(next, JSON.writeValueAsString(nodeIds));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The HTTP address in a node's name. */
    public static String httpOf(String nodeId) {
        int comma = nodeId.indexOf(',');
        return comma < 0 ? nodeId : nodeId.substring(0, comma);
    }
}
