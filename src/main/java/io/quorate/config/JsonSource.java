package io.quorate.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a JSON file apart, remembering the line of each key. Comments ({@code //} and {@code /* … *}{@code /}) and
 * commas before a closing bracket are allowed; the old programs refused both.
 */
final class JsonSource {

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path file;
    private final Findings findings;
    private final List<SourceFile.Entry> entries = new ArrayList<>();

    private JsonSource(Path file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** Reads the file; what is wrong with it as a whole is added to the findings. */
    static SourceFile read(Path file, Path resolved, Findings findings) {
        return new JsonSource(file, findings).read(resolved);
    }

    private SourceFile read(Path resolved) {
        Optional<String> text = textOf(resolved);
        boolean complete = text.isPresent() && parse(text.get());
        return new SourceFile(entries, complete);
    }

    private Optional<String> textOf(Path resolved) {
        try {
            String text = Files.readString(resolved);
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (NoSuchFileException e) {
            return unreadable("does not exist");
        } catch (CharacterCodingException e) {
            return unreadable("is not UTF-8 text");
        } catch (IOException e) {
            return unreadable(
                    Files.isDirectory(resolved)
                            ? "is a directory; name a file in it"
                            : "cannot be read: " + FileTrouble.reason(e));
        }
    }

    private Optional<String> unreadable(String why) {
        findings.brokenFile(Place.of(file), "the configuration file " + file + " " + why);
        return Optional.empty();
    }

    private boolean parse(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                findings.brokenFile(
                        Place.of(file),
                        "a configuration file is one JSON object: it begins with { and ends with }; for defaults"
                                + " alone write {}");
                return false;
            }
            readEntries(parser);
            noteTrailingText(parser);
            return true;
        } catch (JsonProcessingException e) {
            SyntaxError error = SyntaxError.of(e, text);
            findings.brokenFile(new Place(file, error.line()), error.message());
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private void readEntries(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            entries.add(new SourceFile.Entry(name, parser.readValueAsTree(), new Place(file, line)));
        }
    }

    private void noteTrailingText(JsonParser parser) {
        int line = parser.currentTokenLocation().getLineNr();
        boolean ended;
        try {
            ended = parser.nextToken() == null;
        } catch (IOException e) {
            ended = false;
        }
        if (!ended) {
            findings.warning(Optional.of(new Place(file, line)), "the text after the last closing bracket is not read");
        }
    }
}
