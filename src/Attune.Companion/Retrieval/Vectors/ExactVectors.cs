using Attune.Language.Search.OnDisk;
using Attune.Learning.Vectors;
using Microsoft.Extensions.Logging;

namespace Attune.Companion.Retrieval.Vectors;

/// <summary>
/// Vectors in memory, each compared with every question, and in a file so that they need not be asked of the model again. The
/// file is only a copy: a disk that refuses to write is logged, one that refuses to erase is told.
/// </summary>
internal sealed class ExactVectors : IVectorStore
{
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly ILogger _log;
    private readonly VectorFile? _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private NearestVectors? _table;

    /// <param name="path">The file; null when nothing may be written.</param>
    /// <param name="model">The model, and all that changes what it makes of a text.</param>
    /// <param name="stored">Id and hash of all stored documents: vectors of others are erased.</param>
    /// <param name="maxBytes">Largest size of all vectors.</param>
    /// <param name="log">Told what is wrong with the file.</param>
    public ExactVectors(
        string? path, string model, IReadOnlyDictionary<string, string> stored, long maxBytes, ILogger log)
    {
        (_path, _maxBytes, _log) = (path ?? "", maxBytes, log);
        if (path is null)
            return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            _file = VectorFile.Open(path, model);
            Load(_file, stored);
        }
        catch (Exception error) when (IndexStore.IsRefusal(error))
        {
            log.VectorFileNotUsable(path, error.Message);
        }
    }

    public long Count => Volatile.Read(ref _table)?.Count ?? 0;

    public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

    public bool Holds(string id, string textHash)
    {
        lock (_gate)
            return _hashes.TryGetValue(id, out var hash) && hash == textHash;
    }

    public bool HasRoomFor(int vectors)
    {
        lock (_gate)
            return _table is null || (_table.Count + vectors) * _table.Dimensions * sizeof(float) <= _maxBytes;
    }

    public Task AddAsync(VectorRecord record, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_table is { } table && table.Dimensions != record.Dimensions)
                Forget();
            Keep(record);
            try
            {
                _file?.Add(record);
            }
            catch (Exception error) when (IndexStore.IsRefusal(error))
            {
                _log.VectorFileNotWritten(_path, error.Message);
            }
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(string id, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _hashes.Remove(id);
            _table?.Remove(id);
            if (_file is not null)
                _file.Remove(id);
            else if (_path.Length > 0)
                VectorFile.Discard(_path);
        }

        Compact();
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<NearVector>> SearchAsync(
        ReadOnlyMemory<float> question, int limit, float least, CancellationToken cancellation)
    {
        // A model that gives another number of dimensions now is told by the next document, which begins anew.
        var table = Volatile.Read(ref _table);
        return Task.FromResult(
            table?.Dimensions == question.Length ? table.Search(question.Span, limit, least) : []);
    }

    public void Dispose() => _file?.Dispose();

    private void Load(VectorFile file, IReadOnlyDictionary<string, string> stored)
    {
        if (file.Finding is not (IndexFileFinding.Usable or IndexFileFinding.Missing))
            _log.VectorFileAnew(_path, file.Finding);
        if (file.Damaged > 0)
            _log.VectorFileDamaged(_path, file.Damaged);
        foreach (var record in file.ReadAll())
        {
            var isCurrent = stored.TryGetValue(record.Id, out var hash) && hash == record.TextHash;
            if (isCurrent && HasRoomFor(record.Vectors.Length / record.Dimensions)
                && (_table is null || _table.Dimensions == record.Dimensions))
                Keep(record);
        }

        file.RemoveOthers(_hashes.Keys.ToHashSet(StringComparer.Ordinal));
        file.CompactWhenWorthIt();
    }

    /// <summary>Gives back the room of erased vectors; one that cannot be given back now is given back later.</summary>
    private void Compact()
    {
        try
        {
            lock (_gate)
                _file?.CompactWhenWorthIt();
        }
        catch (Exception error) when (IndexStore.IsRefusal(error))
        {
            _log.VectorFileNotWritten(_path, error.Message);
        }
    }

    private void Keep(VectorRecord record)
    {
        _table ??= new NearestVectors(record.Dimensions);
        _table.Add(record.Id, record.Vectors);
        _hashes[record.Id] = record.TextHash;
    }

    /// <summary>
    /// The model gives another number of dimensions than before: what it gave then cannot be compared any more.
    /// </summary>
    private void Forget()
    {
        _table = null;
        _hashes.Clear();
        _file?.RemoveOthers(new HashSet<string>());
    }
}
