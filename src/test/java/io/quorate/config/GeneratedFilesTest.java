package io.quorate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dquorate.write=true} to write the files anew after a change of the catalogue. */
class GeneratedFilesTest {

    private static final Path SAMPLE = Path.of("conf", "quorate-full.conf.json");
    private static final Path PAGE = Path.of("docs", "configuration.md");
    private static final String FIRST_TABLE = "### Process, web, logging, audit\n";

    private static final Surroundings HERE =
            new Surroundings(Path.of(""), Path.of("no-etc"), Map.of("QUORATE_TOPOLOGY_PASSWORD", "x"));

    @Test
    void theFullSampleFollowsFromTheCatalogue() throws IOException {
        if (Boolean.getBoolean("quorate.write")) {
            Files.writeString(SAMPLE, FullSample.text());
        }
        assertThat(Files.readString(SAMPLE)).isEqualTo(FullSample.text());
    }

    @Test
    void theTablesOfTheManualFollowFromTheCatalogue() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(FIRST_TABLE);
        String head = start < 0 ? page : page.substring(0, start);
        if (Boolean.getBoolean("quorate.write")) {
            Files.writeString(PAGE, head + ReferenceTable.markdown());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(head + ReferenceTable.markdown());
    }

    @Test
    void theFullSampleHasNothingToWarnOf() {
        LoadResult result = new ConfigurationLoader(HERE).load(SAMPLE);
        assertThat(result.findings()).isEmpty();
        assertThat(result.configuration().orElseThrow().given()).hasSizeGreaterThan(200);
    }

    @Test
    void theSampleForOneNodeHasFiveKeysAndNothingToWarnOf() {
        LoadResult result = new ConfigurationLoader(HERE).load(Path.of("conf", "quorate-sqlite.conf.json"));
        assertThat(result.findings()).isEmpty();
        assertThat(result.configuration().orElseThrow().given()).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void theSampleForSeveralNodesHasNoErrors() {
        LoadResult result = new ConfigurationLoader(HERE).load(List.of(Path.of("conf", "quorate-raft.conf.json")));
        assertThat(result.errors()).isEmpty();
        assertThat(result.configuration().orElseThrow().text("LogMode")).isEqualTo("raft");
    }
}
