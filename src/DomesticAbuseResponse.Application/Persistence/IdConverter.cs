using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace DomesticAbuseResponse.Application.Persistence;

/// <summary>Stores an <see cref="Id{T}"/> as the uuid it is.</summary>
public sealed class IdConverter<T>() : ValueConverter<Id<T>, Guid>(id => id.Value, value => new Id<T>(value));
