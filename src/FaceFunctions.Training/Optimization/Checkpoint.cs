using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FaceFunctions.Training.Optimization;

/// <summary>The state of a training in a file: what it was started with, how many epochs are done, every number that changes, and a SHA-256 of all that.</summary>
internal static class Checkpoint
{
    // Eight letters, the last a version.
    private static ReadOnlySpan<byte> Magic => "FFTRAIN2"u8;

    /// <summary>Writes a checkpoint; what was there before stays until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="recipe">Says what the training was started with; resuming asks for the same.</param>
    /// <param name="trainer">Between two epochs.</param>
    public static void Save(string path, string recipe, Trainer trainer)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(recipe);
            writer.Write(trainer.EpochsDone);
            foreach (float[] values in trainer.State)
            {
                writer.Write(values.Length);
                writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
            }
        }

        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        string temporary = path + ".new";
        using (FileStream file = File.Create(temporary))
        {
            file.Write(bytes);
            file.Write(SHA256.HashData(bytes));
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Finds out, before a long time of work, whether a checkpoint can be gone on from or written.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="recipe">What the training is started with.</param>
    /// <exception cref="TrainingException">The file is of another training, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed.</exception>
    public static void Prepare(string path, string recipe)
    {
        OutputFile.EnsureWritable(path);
        if (File.Exists(path))
        {
            Open(path, recipe).Dispose();
        }
    }

    /// <summary>Brings a trainer to where a checkpoint was written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="recipe">What the trainer was started with.</param>
    /// <param name="trainer">At its beginning; useless after an exception.</param>
    /// <exception cref="TrainingException">The file is of another training, or damaged.</exception>
    public static void Load(string path, string recipe, Trainer trainer)
    {
        using BinaryReader reader = Open(path, recipe);
        int epochs = reader.ReadInt32();
        foreach (float[] values in trainer.State)
        {
            if (reader.ReadInt32() != values.Length)
            {
                throw new TrainingException($"{path} is of another network.");
            }

            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        trainer.Resume(epochs);
    }

    /// <summary>A reader that stands after the recipe, over bytes that are known to be what was written.</summary>
    private static BinaryReader Open(string path, string recipe)
    {
        byte[] file = File.ReadAllBytes(path);
        if (!file.AsSpan().StartsWith(Magic))
        {
            throw new TrainingException($"{path} is no checkpoint of a training.");
        }

        int length = file.Length - SHA256.HashSizeInBytes;
        if (length < Magic.Length || !SHA256.HashData(file.AsSpan(0, length)).AsSpan().SequenceEqual(file.AsSpan(length)))
        {
            throw new TrainingException($"{path} is damaged: its checksum is wrong. Delete it to begin anew.");
        }

        var reader = new BinaryReader(new MemoryStream(file, 0, length));
        reader.BaseStream.Position = Magic.Length;
        if (reader.ReadString() is var found && found != recipe)
        {
            throw new TrainingException($"{path} is of another training: {found}; this one is {recipe}.");
        }

        return reader;
    }
}
