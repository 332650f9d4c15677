package dev.tidemark.gate;

import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** What one check finds: each thing that is wrong, or one verdict that nothing is. */
final class Findings {
    private final String check;
    private final List<Verdict> verdicts = new ArrayList<>();

    Findings(String check) {
        this.check = check;
    }

    void refuse(String finding, Problem problem) {
        verdicts.add(Verdict.refusal(check, finding, problem));
    }

    void warn(String finding, Problem problem) {
        verdicts.add(Verdict.warning(check, finding, problem));
    }

    List<Verdict> orPass(String finding) {
        return verdicts.isEmpty() ? List.of(Verdict.pass(check, finding)) : List.copyOf(verdicts);
    }
}
