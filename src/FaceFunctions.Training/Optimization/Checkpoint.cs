using System.Runtime.InteropServices;

namespace FaceFunctions.Training.Optimization;

/// <summary>The state of a training in a file: what it was started with, how many epochs are done, and every number that changes.</summary>
internal static class Checkpoint
{
    // Eight letters, the last a version.
    private static ReadOnlySpan<byte> Magic => "FFTRAIN1"u8;

    /// <summary>Writes a checkpoint; what was there before stays until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="recipe">Says what the training was started with; resuming asks for the same.</param>
    /// <param name="trainer">Between two epochs.</param>
    public static void Save(string path, string recipe, Trainer trainer)
    {
        string temporary = path + ".new";
        using (var writer = new BinaryWriter(File.Create(temporary)))
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

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Finds out, before hours of work, whether a checkpoint can be gone on from or written.</summary>
    /// <param name="path">The file; its folder is made when it is not there.</param>
    /// <param name="recipe">What the training is started with.</param>
    /// <exception cref="TrainingException">The file is of another training, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed.</exception>
    public static void Prepare(string path, string recipe)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (File.Exists(path))
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            Read(path, () => CheckHeader(reader, path, recipe));
        }
        else
        {
            File.Create(path, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
    }

    /// <summary>Brings a trainer to where a checkpoint was written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="recipe">What the trainer was started with.</param>
    /// <param name="trainer">At its beginning; useless after an exception.</param>
    /// <exception cref="TrainingException">The file is of another training, or damaged.</exception>
    public static void Load(string path, string recipe, Trainer trainer)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        Read(path, () =>
        {
            CheckHeader(reader, path, recipe);
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
        });
    }

    private static void CheckHeader(BinaryReader reader, string path, string recipe)
    {
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
        {
            throw new TrainingException($"{path} is no checkpoint of a training.");
        }

        if (reader.ReadString() is var found && found != recipe)
        {
            throw new TrainingException($"{path} is of another training: {found}; this one is {recipe}.");
        }
    }

    private static void Read(string path, Action read)
    {
        try
        {
            read();
        }
        catch (Exception cut) when (cut is EndOfStreamException or FormatException)
        {
            throw new TrainingException($"{path} is damaged: it ends too early.", cut);
        }
    }
}
