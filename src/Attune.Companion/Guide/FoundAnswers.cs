using Attune.Companion.Retrieval;
using Attune.Language;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide;

/// <summary>
/// Keeps what was found for a while: visitors of one museum ask the same things. Forgotten at once when a document comes or
/// goes, so that nothing is answered from a document that is gone. Safe to use from several threads.
/// </summary>
internal sealed class FoundAnswers(IOptions<GuideOptions> options, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Key, (FoundAnswer Found, long At)> _found = [];
    private readonly Queue<(Key Key, long At)> _order = new();
    private readonly HashSet<OrganisationIndex> _watched = [];

    /// <summary>Answers that are kept.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _found.Count;
        }
    }

    /// <summary>What was found for the same question a moment ago; null when nothing is kept.</summary>
    public FoundAnswer? Find(OrganisationIndex index, string question, TextLanguage language)
    {
        lock (_gate)
        {
            Forget();
            return _found.TryGetValue(new Key(index, question, language), out var kept) ? kept.Found : null;
        }
    }

    /// <summary>Keeps what was found.</summary>
    /// <param name="index">Where.</param>
    /// <param name="version">The index as it was before the search: what has changed since makes it worthless.</param>
    /// <param name="question">The question.</param>
    /// <param name="language">The language of the answer.</param>
    /// <param name="found">What was found.</param>
    public void Put(OrganisationIndex index, long version, string question, TextLanguage language, FoundAnswer found)
    {
        if (options.Value.FoundMinutes == 0)
            return;
        lock (_gate)
        {
            // An index lives as long as the server, and there is one for each organisation.
            if (_watched.Add(index))
                index.Changed += () => Forget(index);
            // Asked inside: a change that comes after is followed by a call that waits for this lock.
            if (index.Version != version)
                return;
            var key = new Key(index, question, language);
            var now = clock.GetTimestamp();
            _found[key] = (found, now);
            _order.Enqueue((key, now));
            Forget();
        }
    }

    /// <summary>Forgets everything, questions too.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _found.Clear();
            _order.Clear();
        }
    }

    private void Forget()
    {
        var keep = TimeSpan.FromMinutes(options.Value.FoundMinutes);
        while (_order.TryPeek(out var oldest)
            && (_order.Count > options.Value.MaxFound || clock.GetElapsedTime(oldest.At) >= keep))
        {
            _order.Dequeue();
            if (_found.TryGetValue(oldest.Key, out var kept) && kept.At == oldest.At)
                _found.Remove(oldest.Key);
        }
    }

    private void Forget(OrganisationIndex index)
    {
        lock (_gate)
        {
            foreach (var key in _found.Keys.Where(key => ReferenceEquals(key.Index, index)).ToList())
                _found.Remove(key);
        }
    }

    private readonly record struct Key(OrganisationIndex Index, string Question, TextLanguage Language);
}
