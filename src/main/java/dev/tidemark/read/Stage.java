package dev.tidemark.read;

import dev.tidemark.journal.Folders;
import dev.tidemark.journal.OwnerOnly;
import dev.tidemark.plan.TableName;
import dev.tidemark.plan.TablePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder that a run's staged rows are in, with a folder for each table.
 *
 * @param folder where
 */
public record Stage(Path folder) {

    /** What an earlier read left, in the order of the plan. Throws a problem where a table isn't whole. */
    public List<StagedTable> open(List<TablePlan> tables) {
        StageLibrary.load().ifPresent(problem -> {
            throw problem.asException();
        });
        List<StagedTable> staged = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            staged.add(Manifest.read(folderOf(i, tables.get(i).table()), tables.get(i)));
        }
        return staged;
    }

    /** Deletes the staged rows; what isn't there is no problem. */
    public void delete() {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw ReadProblems.files(folder, e).asException(e);
        }
    }

    /** The table's own folder; its number keeps apart what looks the same without special characters. */
    Path folderOf(int number, TableName table) {
        return folder.resolve("%04d-".formatted(number + 1) + table.toString().replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    /** Makes the table's folder. */
    Path make(int number, TableName table) {
        Path path = folderOf(number, table);
        try {
            OwnerOnly.createFolders(path);
            return path;
        } catch (IOException e) {
            throw ReadProblems.files(folder, e).asException(e);
        }
    }
}
