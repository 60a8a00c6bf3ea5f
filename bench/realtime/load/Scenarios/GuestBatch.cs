using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using RealtimeLoad.Load;

namespace RealtimeLoad.Scenarios;

/// <summary>A bulk check-in: ten made-up guests in some 4 KB, no value twice but states.</summary>
internal static class GuestBatch
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] First =
        ["Anna", "Bilal", "Chen", "Divya", "Emre", "Farah", "Goran", "Hana", "Ivo", "Jaya"];

    private static readonly string[] Last =
        ["Okafor", "Petrov", "Quist", "Rossi", "Sato", "Tan", "Ueda", "Varga", "Weiss", "Yilmaz"];

    private static readonly string[] Towns =
        ["Pune", "Kochi", "Delhi", "Agra", "Goa", "Surat", "Salem", "Bhopal", "Indore", "Mysore"];

    private static readonly string[] Kinds =
    [
        "passport", "voter card", "driving licence", "residence permit", "seaman's book", "service card", "student card",
        "pension card", "visa", "tax card",
    ];

    /// <summary>The message with this number; the number is also the seed.</summary>
    public static byte[] Payload(int seq)
    {
        var random = new Random(seq);
        var guests = Enumerable.Range(0, First.Length).Select(i => Guest(random, i)).ToArray();
        var m = string.Create(CultureInfo.InvariantCulture, $"{(char)Wire.MarkSign}{seq:D9}");
        return JsonSerializer.SerializeToUtf8Bytes(new { m, guests }, Options);
    }

    private static object Guest(Random random, int i) => new
    {
        id = NewId(random),
        kind = Kinds[i],
        name = $"{First[i]} {Last[i]}",
        contact = new
        {
            phone = $"+91 {random.Next(70000, 99999)} {random.Next(10000, 99999)}",
            email = $"{First[i]}{random.Next(1000)}@{Towns[i]}.example",
        },
        room = 101 + (i * 10) + random.Next(10),
        checkIn = $"2026-11-{10 + i}T{random.Next(10, 20)}:{random.Next(10, 60)}:00Z",
        checkOut = $"2026-12-{10 + i}T{random.Next(10, 20)}:{random.Next(10, 60)}:00Z",
        document = new
        {
            number = $"{(char)('A' + i)}{random.Next(1000000, 9999999)}",
            extraction = "completed",
            confidence = 80 + i,
            verified = i % 2 == 0,
        },
        status = "checked_in",
    };

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
