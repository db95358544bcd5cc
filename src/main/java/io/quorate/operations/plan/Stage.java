package io.quorate.operations.plan;

import java.util.List;

/**
 * Strands that run side by side; the stage ends when each has ended.
 *
 * @param purpose what it is for, as a heading: "Promote db2:3306"
 */
public record Stage(String purpose, List<Strand> strands) {

    public Stage {
        strands = List.copyOf(strands);
    }

    public static Stage of(String purpose, Strand... strands) {
        return new Stage(purpose, List.of(strands));
    }
}
