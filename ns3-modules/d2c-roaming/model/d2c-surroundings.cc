#include "ns3-modules/d2c-roaming/model/d2c-surroundings.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cSurroundings);

TypeId D2cSurroundings::GetTypeId() {
    static const TypeId tid = TypeId("ns3::D2cSurroundings").SetParent<Object>().SetGroupName("D2c");
    return tid;
}

}  // namespace ns3
