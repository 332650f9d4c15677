package dev.tidemark.walkthrough;

import dev.tidemark.walkthrough.psql.Desk;
import dev.tidemark.walkthrough.psql.Line;
import dev.tidemark.walkthrough.psql.Outcome;
import dev.tidemark.walkthrough.psql.SessionCommand;
import dev.tidemark.wire.ControlKeys;
import dev.tidemark.wire.MessageKind;
import dev.tidemark.wire.Position;
import dev.tidemark.wire.RunId;
import dev.tidemark.wire.Withdrawal;
import java.util.Optional;

/** {@code \void}: takes the last mark back. */
record VoidCommand(Pipeline pipeline) implements SessionCommand {

    @Override
    public String usage() {
        return "\\void";
    }

    @Override
    public String purpose() {
        return "take the last mark back: its run came to nothing";
    }

    @Override
    public Outcome run(String argument, Desk desk) {
        Optional<RunId> run = pipeline.run();
        if (run.isEmpty()) {
            return Names.refused("There is no mark that could be taken back.", desk);
        }
        String topic = pipeline.topics().events();
        byte[] value = new Withdrawal(run.get(), "the snapshot is gone").toBytes();
        for (int partition = 0; partition < pipeline.writer().partitions(topic); partition++) {
            Position position = pipeline.writer()
                    .control(topic, partition, MessageKind.VOID, run.get(), ControlKeys.mark(run.get()), value);
            pipeline.log().await(position);
        }
        desk.show(Line.note("The mark counts for nothing from here on."));
        return Outcome.Done.QUIETLY;
    }
}
