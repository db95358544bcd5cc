package io.quorate.raft.linearizability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A history as a file: one JSON object per line and operation, so that a killed test leaves what it had. */
public final class HistoryFile {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private HistoryFile() {}

    public static List<Operation> read(Path file) {
        List<Operation> operations = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    operations.add(fromLine(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("history " + file + " cannot be read: " + e.getMessage(), e);
        }
        return operations;
    }

    public static void write(Path file, List<Operation> operations) {
        try {
            Files.write(file, operations.stream().map(HistoryFile::toLine).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("history " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    public static String toLine(Operation operation) {
        try {
            return JSON.writeValueAsString(operation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("operation " + operation + " cannot be written as JSON", e);
        }
    }

    public static Operation fromLine(String line) {
        try {
            return JSON.readValue(line, Operation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no operation: " + line, e);
        }
    }
}
