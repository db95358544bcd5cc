package io.quorate.operations.plan;

import io.quorate.model.InstanceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What shall be done, on which servers, in which order: stages one after another. Prints itself for a dry run. */
public record Plan(List<Stage> stages) {

    public static final Plan NOTHING = new Plan(List.of());

    public Plan {
        stages = List.copyOf(stages);
    }

    public static Plan of(Stage... stages) {
        return new Plan(List.of(stages));
    }

    /** This one, then the other. */
    public Plan then(Plan next) {
        List<Stage> all = new ArrayList<>(stages);
        all.addAll(next.stages);
        return new Plan(all);
    }

    public boolean isEmpty() {
        return stages.stream().allMatch(stage -> stage.strands().isEmpty());
    }

    /** Every server it touches. */
    public Set<InstanceKey> servers() {
        Set<InstanceKey> servers = new TreeSet<>();
        stages.forEach(stage -> stage.strands().forEach(strand -> servers.add(strand.key())));
        return servers;
    }

    /** A numbered heading for each stage, below it a line for each step with its server's name. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (Stage stage : stages) {
            text.append(number++).append(". ").append(stage.purpose()).append('\n');
            for (Strand strand : stage.strands()) {
                for (Step step : strand.steps()) {
                    text.append("   ")
                            .append(strand.key())
                            .append(": ")
                            .append(step.describe())
                            .append('\n');
                }
            }
        }
        return text.toString();
    }
}
