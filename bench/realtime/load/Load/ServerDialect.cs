namespace RealtimeLoad.Load;

/// <summary>How one kind of server is spoken to; topics are numbers here and names there.</summary>
internal abstract record ServerDialect
{
    /// <summary>What a message contains that tells a client that it follows its topics.</summary>
    public virtual byte[] ReadyMark => "ready"u8.ToArray();

    /// <summary>The server pings with the text <c>2</c> (Engine.IO).</summary>
    public virtual bool HasTextPings => false;

    /// <summary>A frame that clients must send every ten seconds to be kept; null where none is needed.</summary>
    public virtual byte[]? KeepAlive => null;

    /// <summary>Path of the upgrade request of a client that follows this topic.</summary>
    public abstract string PathOf(int topic);

    /// <summary>The first frame of a client; null where the server waits for none.</summary>
    public virtual byte[]? Hello(int topic) => null;

    /// <summary>Fields of the upgrade request beside those that every client sends, each with its line end.</summary>
    public virtual string UpgradeFields => "";

    /// <summary>The first frame of this client, which may have been here before.</summary>
    public virtual byte[]? Greeting(Subscriber subscriber) => Hello(subscriber.Topic);

    /// <summary>Reads from a message what the client must know to resume.</summary>
    public virtual void Note(Subscriber subscriber, ReadOnlySpan<byte> message)
    {
    }

    /// <summary>The whole HTTP request that publishes this JSON object.</summary>
    public abstract byte[] Publish(int topic, byte[] data);
}
