namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>The last hundred requests, oldest first.</summary>
internal sealed class RequestLog
{
    private const int Most = 100;

    private readonly Queue<RecordedRequest> _requests = new(Most);
    private readonly Lock _change = new();

    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (_change)
                return [.. _requests];
        }
    }

    public void Add(RecordedRequest request)
    {
        lock (_change)
        {
            if (_requests.Count == Most)
                _requests.Dequeue();
            _requests.Enqueue(request);
        }
    }
}
