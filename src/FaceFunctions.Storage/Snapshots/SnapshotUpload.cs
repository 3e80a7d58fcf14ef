using System.Buffers.Binary;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace FaceFunctions.Storage.Snapshots;

/// <summary>What is written to it goes to the service in blocks that nobody sees until <see cref="CommitAsync"/> makes them a blob; without it the service forgets them within a week.</summary>
internal sealed class SnapshotUpload(BlockBlobClient blob) : Stream
{
    // Of 50,000 blocks: up to 400 GB.
    private const int BlockBytes = 8 << 20;

    private readonly byte[] _block = GC.AllocateUninitializedArray<byte>(BlockBytes);
    private readonly List<string> _ids = [];
    private readonly Guid _upload = Guid.NewGuid();
    private int _filled;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes a blob of what was written.</summary>
    public async Task<BlobContentInfo> CommitAsync(BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        await StageAsync(cancellationToken);
        return (await blob.CommitBlockListAsync(_ids, new CommitBlockListOptions { Conditions = conditions }, cancellationToken)).Value;
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            int taken = Math.Min(buffer.Length, BlockBytes - _filled);
            buffer[..taken].CopyTo(_block.AsMemory(_filled));
            (buffer, _filled) = (buffer[taken..], _filled + taken);
            if (_filled == BlockBytes)
            {
                await StageAsync(cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronously.");

    private async Task StageAsync(CancellationToken cancellationToken)
    {
        if (_filled == 0)
        {
            return;
        }

        // All ids of a blob have one length; those of two uploads at once must not meet.
        byte[] id = new byte[16 + sizeof(int)];
        _upload.TryWriteBytes(id);
        BinaryPrimitives.WriteInt32BigEndian(id.AsSpan(16), _ids.Count);
        string name = Convert.ToBase64String(id);
        await StorageFaults.GuardAsync(
            async () =>
            {
                using var content = new MemoryStream(_block, 0, _filled, writable: false);
                return await blob.StageBlockAsync(name, content, cancellationToken: cancellationToken);
            },
            cancellationToken);
        _ids.Add(name);
        _filled = 0;
    }
}
