using Microsoft.Extensions.Logging;

namespace Attune.Realtime;

/// <summary>What the stream core tells the operator.</summary>
internal sealed partial class RealtimeLog(ILogger<RealtimeLog> log)
{
    [LoggerMessage(2001, LogLevel.Information,
        "Log of {Organisation}/{Domain} opened: {Topics} topics, {Streams} AI streams, seq {Seq}")]
    public partial void Opened(string organisation, string domain, int topics, int streams, long seq);

    [LoggerMessage(2002, LogLevel.Warning,
        "Log of {Organisation}/{Domain}: {Bytes} bytes of an interrupted write were cut off; nobody had been told of them")]
    public partial void TornTail(string organisation, string domain, long bytes);

    [LoggerMessage(2003, LogLevel.Error,
        "Log of {Organisation}/{Domain}: {Files} files are damaged. What lies before the damage counts as trimmed; "
        + "restore a backup to get it back")]
    public partial void Damaged(string organisation, string domain, int files);

    [LoggerMessage(2004, LogLevel.Error,
        "Log of {Organisation}/{Domain} cannot be written; publishes are refused until it can. "
        + "Free disk space or make the folder writable")]
    public partial void WriteFailed(string organisation, string domain, Exception error);

    [LoggerMessage(2005, LogLevel.Information, "Log of {Organisation}/{Domain} can be written again")]
    public partial void WritingAgain(string organisation, string domain);

    [LoggerMessage(2006, LogLevel.Warning, "Log of {Organisation}/{Domain}: the rest of a failed write could not be cut off")]
    public partial void CutBackFailed(string organisation, string domain, Exception error);

    [LoggerMessage(2007, LogLevel.Warning,
        "Log of {Organisation}/{Domain} reached its bound of {Bytes} bytes; "
        + "its oldest file was deleted before the retention of its topics")]
    public partial void DomainFull(string organisation, string domain, long bytes);

    [LoggerMessage(2008, LogLevel.Warning, "Log of {Organisation}/{Domain} could not be closed cleanly")]
    public partial void ClosingFailed(string organisation, string domain, Exception error);

    [LoggerMessage(2009, LogLevel.Information,
        "Log of {Organisation}/{Domain} goes on as generation {Generation}: the machine went down without closing it")]
    public partial void NewGeneration(string organisation, string domain, string generation);

    [LoggerMessage(2010, LogLevel.Error, "Delivery shard {Shard} failed; its connections are closed and will resume")]
    public partial void ShardFailed(int shard, Exception error);

    [LoggerMessage(2011, LogLevel.Debug, "Connection {Session} ended")]
    public partial void ConnectionEnded(string session, Exception error);

    [LoggerMessage(2014, LogLevel.Warning,
        "Log of {Organisation}/{Domain}: an old file could not be deleted; it is tried again later")]
    public partial void DeleteFailed(string organisation, string domain, Exception error);

    [LoggerMessage(2013, LogLevel.Critical,
        "Log of {Organisation}/{Domain}: a defect struck while events were made visible; a restart reads them again")]
    public partial void CommitFailed(string organisation, string domain, Exception error);

    [LoggerMessage(2012, LogLevel.Error, "Reading the log for connection {Session} failed")]
    public partial void ReadFailed(string session, Exception error);

    [LoggerMessage(2017, LogLevel.Error, "Events of '{Topic}' could not be taken from the outbox; they are tried again")]
    public partial void TopicNotRelayed(string topic, Exception error);

    [LoggerMessage(2015, LogLevel.Warning, "Events wait in the outbox, trying again in {Milliseconds} ms")]
    public partial void OutboxWaits(double milliseconds, Exception error);

    [LoggerMessage(2016, LogLevel.Error,
        "Event {Event} for {Topic} can never be published and was put aside in the outbox: {Reason}")]
    public partial void EventRefused(string @event, string topic, string reason);

    [LoggerMessage(2040, LogLevel.Error,
        "Rights have changed but could not be asked for; every connection is closed to ask again")]
    public partial void ReviewFailed(Exception error);

    [LoggerMessage(2041, LogLevel.Information, "{Operator} withdrew {What} of {Kind} {Subject} in {Organisation}")]
    public partial void Revoked(string @operator, string what, string kind, string subject, string organisation);

    [LoggerMessage(2042, LogLevel.Information, "{Operator} issued token {Token} for {Principal} in {Organisation}")]
    public partial void TokenIssued(string @operator, string token, string principal, string organisation);
    [LoggerMessage(2050, LogLevel.Information,
        "Draining: {Connections} connections are sent away in {Waves} waves, to come back after {FromMs} to {ToMs} ms")]
    public partial void Draining(long connections, int waves, int fromMs, int toMs);

    [LoggerMessage(2051, LogLevel.Information, "Drained: no connection is open")]
    public partial void Drained();

    [LoggerMessage(2052, LogLevel.Information, "The drain was called off with {Connections} connections open")]
    public partial void DrainCalledOff(long connections);

    [LoggerMessage(2053, LogLevel.Information, "Connection {Session} was closed by {Operator}")]
    public partial void Kicked(string session, string @operator);

    [LoggerMessage(2054, LogLevel.Error, "Telling who is where failed; it is tried again")]
    public partial void PresenceFailed(Exception error);

    [LoggerMessage(2030, LogLevel.Debug, "Feeding AI stream {Stream} broke off at byte {End}; it stays open to be taken over")]
    public partial void FeedBroken(string stream, long end, Exception error);

    [LoggerMessage(2032, LogLevel.Error, "Ending AI streams whose producer has gone failed; it is tried again")]
    public partial void LeasesNotExpired(Exception error);

    [LoggerMessage(2031, LogLevel.Error, "Serving a connection failed; it is closed and its client will resume")]
    public partial void StreamFailed(Exception error);
}
