package io.quorate.raft.linearizability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() {
        List<Operation> history = RegisterHistories.random(new SplittableRandom(1), 50, 3);
        Path file = folder.resolve("history.jsonl");
        HistoryFile.write(file, history);
        assertThat(HistoryFile.read(file)).isEqualTo(history);
    }

    @Test
    void spellsTheFieldsAsDocumented() {
        Operation read = HistoryFile.fromLine("""
                {"id":7,"client":"c1","node":"n2","op":"cas","key":"k","value":"new","expected":"old",\
                "call":10,"return":20,"result":"ok","applied":false}""");
        assertThat(HistoryFile.toLine(read)).isEqualTo("""
                        {"id":7,"client":"c1","node":"n2","op":"cas","key":"k","value":"new","expected":"old",\
                        "call":10,"return":20,"result":"ok","applied":false}""");
        assertThat(read.kind()).isEqualTo(Operation.Kind.CAS);
        assertThat(read.read()).isEmpty();
    }

    @Test
    void namesTheLineThatIsNoOperation() {
        assertThatThrownBy(() -> HistoryFile.fromLine("{\"id\":7,")).hasMessageContaining("no operation: {\"id\":7,");
    }
}
