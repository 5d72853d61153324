package io.docspace.auth.token;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Explains to a person why a file could not be written, and what helps. */
final class FileErrors {
    private static final String CHOOSE = "choose a path in an existing folder that this user can write to";

    private FileErrors() {}

    /** A cause that was detected before anything was written, with its own advice. */
    static final class NotWritableException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String cure;

        NotWritableException(String reason, String cure) {
            super(reason);
            this.cure = cure;
        }
    }

    static String reason(Path path, IOException e) {
        if (!Files.isDirectory(NewFile.folder(path))) {
            return "the folder " + NewFile.folder(path) + " does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "it is a folder";
        }
        if (e instanceof ModeRefusedException refused) {
            return "this volume does not support setting the mode, its files have " + refused.actualMode();
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : String.valueOf(e.getMessage());
    }

    /** The advice for a person. */
    static String cure(IOException e) {
        if (e instanceof NotWritableException found) {
            return found.cure;
        }
        return e instanceof ModeRefusedException refused
                ? "set --token-file-mode " + refused.actualMode() + ", or choose a path on another volume"
                : CHOOSE;
    }
}
