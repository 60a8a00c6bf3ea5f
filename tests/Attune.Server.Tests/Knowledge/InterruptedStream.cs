namespace Attune.Server.Tests.Knowledge;

/// <summary>A body that does something at one of its bytes before it goes on.</summary>
/// <param name="bytes">The body.</param>
/// <param name="at">Before which byte.</param>
/// <param name="interrupt">What is done; the body goes on when it is done.</param>
internal sealed class InterruptedStream(byte[] bytes, int at, Func<Task> interrupt) : Stream
{
    private const int Piece = 16_384;

    private int _position;
    private bool _isDone;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_isDone && _position >= at)
        {
            _isDone = true;
            await interrupt();
        }

        var end = _isDone ? bytes.Length : at;
        var length = Math.Min(Math.Min(buffer.Length, Piece), end - _position);
        bytes.AsMemory(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
