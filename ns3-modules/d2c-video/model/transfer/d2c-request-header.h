#pragma once
// What stands at the beginning of a request and of its answer.

#include <ns3/header.h>
#include <ns3/nstime.h>

#include <cstdint>

namespace ns3 {

/**
 * \brief The first octets of a request: how long it is itself, and how long an answer it wants.
 */
class D2cRequestHeader : public Header {
  public:
    /// Octets of this header.
    static constexpr std::uint32_t kOctets = 20;
    /// \return the object TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;
    void Print(std::ostream& os) const override;
    std::uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;
    std::uint32_t Deserialize(Buffer::Iterator start) override;

    std::uint32_t id = 0;             ///< the client's number of the request
    std::uint64_t requestOctets = 0;  ///< of the request, this header included
    std::uint64_t answerOctets = 0;   ///< of the answer, its header included
};

/**
 * \brief The first octets of an answer.
 */
class D2cAnswerHeader : public Header {
  public:
    /// Octets of this header.
    static constexpr std::uint32_t kOctets = 12;
    /// \return the object TypeId
    static TypeId GetTypeId();
    TypeId GetInstanceTypeId() const override;
    void Print(std::ostream& os) const override;
    std::uint32_t GetSerializedSize() const override;
    void Serialize(Buffer::Iterator start) const override;
    std::uint32_t Deserialize(Buffer::Iterator start) override;

    std::uint32_t id = 0;  ///< that of the request
    Time requestReceived;  ///< when the server had the whole request
};

}  // namespace ns3
